"""Sello: how a town hall earns, holds and renews the Gender Equality Seal for Public Institutions."""

__version__ = "0.1.0"
