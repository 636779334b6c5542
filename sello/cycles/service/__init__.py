"""What people do with cycles: open and date them, answer, validate, decide, assign, and freeze cuts."""
