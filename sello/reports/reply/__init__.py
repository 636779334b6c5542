"""The answer to a person's request: a letter, and her data for another machine."""
