"""Screens of evidence: importing this module hangs every one of them on the blueprint."""

from sello.web.evidence import correcting, desk, files, handing, listing
from sello.web.evidence.blueprint import bp

SCREENS = (listing, handing, correcting, files, desk)

__all__ = ["SCREENS", "bp"]
