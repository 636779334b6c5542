"""The rules of evidence, pure: what is said of a piece, and the way of its review."""
