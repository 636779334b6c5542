"""Rules of the house, held by machines: each failing one says what to do instead."""
