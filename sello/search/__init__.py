"""One box for everything: what was asked for, where it is found, and what comes first."""
