"""What people do with the improvement plan."""
