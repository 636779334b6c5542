"""A certification process: answers, level, cuts."""
