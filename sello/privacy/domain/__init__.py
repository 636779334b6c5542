"""Rules of keeping, destroying and answering: pure."""
