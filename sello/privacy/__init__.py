"""How long evidence is kept, how it is destroyed with an acta, and what persons ask of their data."""
