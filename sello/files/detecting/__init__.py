"""What of a text is about persons: found by pure rules, page by page, and told masked."""
