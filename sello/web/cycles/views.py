"""Screens of cycles: the cycles, the checklist, one requirement, the level, the cuts."""

from sello.web.cycles import checklist, cuts, cycle, level, requirement
from sello.web.cycles.blueprint import bp

__all__ = ["bp", "checklist", "cuts", "cycle", "level", "requirement"]
