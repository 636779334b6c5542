"""Screens of the catalogue: importing this module hangs every one of them on the blueprint."""

from sello.web.catalogue import adopting, comparing, crosswalk, editions, imports
from sello.web.catalogue.blueprint import bp

SCREENS = (editions, imports, comparing, crosswalk, adopting)

__all__ = ["SCREENS", "bp"]
