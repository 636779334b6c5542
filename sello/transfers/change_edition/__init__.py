"""Moving a cycle to another edition without losing its work, and back again until the next cut."""
