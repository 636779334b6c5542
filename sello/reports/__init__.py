"""Contents first, then the paper."""
