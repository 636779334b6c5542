"""What a file is, told from its content and never from the name or type its sender gave it."""
