"""Acts on indicators: declaring them, writing their values, keeping the lists of cuts."""
