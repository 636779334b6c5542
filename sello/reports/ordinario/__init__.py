"""The Ordinario by which the authority orders something: its words, and its paper."""
