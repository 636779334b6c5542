"""Evidence, its versions and its review."""
