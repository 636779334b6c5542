"""What is asked for and what comes first, as pure rules."""
