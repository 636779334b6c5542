"""Sello: how a town hall earns, holds and renews the Gender Equality Seal for Public Institutions."""

import gc

__version__ = "0.1.0"

gc.set_threshold(50_000, 10, 10)
"""Python looks for circles of things whenever 700 more were made: while modules and tables are made, which
all stay, that is a sixth of the start. It is said before anything else of ours is imported."""
