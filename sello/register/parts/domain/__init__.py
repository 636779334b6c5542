"""Rules of the parts: which kind has which, what their rows say, and what contradicts itself."""
