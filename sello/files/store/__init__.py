"""Where files lie, each under the hash of its content."""
