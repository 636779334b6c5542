"""The receipt of what was handed in: its words and its paper."""
