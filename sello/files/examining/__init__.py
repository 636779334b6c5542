"""What is told of a file beside it, before anybody has to return it."""
