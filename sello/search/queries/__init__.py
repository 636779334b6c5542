"""Where things are found: one module for each kind, held to what its own page would show."""
