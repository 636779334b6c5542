"""The minute of a handover: its words and its paper."""
