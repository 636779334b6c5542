"""The demonstration town: fictitious people, real files."""
