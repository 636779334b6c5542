"""Files as bytes: what they are, how they come in, where they lie, how they go out."""
