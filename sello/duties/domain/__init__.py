"""Rules of duties: on which days they fall, how they stand, in which words they are said."""
