"""Screens of cycles: the cycles, the checklist, one requirement, the level, the cuts, comparisons."""

from sello.web.cycles import checklist, comparing, copying, cuts, cycle, level, requirement
from sello.web.cycles.blueprint import bp

__all__ = ["bp", "checklist", "comparing", "copying", "cuts", "cycle", "level", "requirement"]
