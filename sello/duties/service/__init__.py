"""Acts on duties: writing them down, asking for what they owe."""
