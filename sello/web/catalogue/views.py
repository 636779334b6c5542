"""Screens of the catalogue: importing this module hangs every one of them on the blueprint."""

from sello.web.catalogue import editions, imports
from sello.web.catalogue.blueprint import bp

SCREENS = (editions, imports)

__all__ = ["SCREENS", "bp"]
