"""Reads of keeping, destroying and answering."""
