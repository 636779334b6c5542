"""Screens of the catalogue: importing this module hangs every one of them on the blueprint."""

from sello.web.catalogue import comparing, crosswalk, editions, imports
from sello.web.catalogue.blueprint import bp

SCREENS = (editions, imports, comparing, crosswalk)

__all__ = ["SCREENS", "bp"]
