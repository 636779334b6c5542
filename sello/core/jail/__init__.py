"""A process that can do nothing but look at one file of a stranger's, and say what it saw."""
