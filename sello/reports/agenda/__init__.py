"""The agenda of a meeting with a unit: its points in order of weight, their words and their paper."""
