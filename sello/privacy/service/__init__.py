"""What somebody intends with what is kept: one function for each intention."""
