"""Screens of tasks: read, ask, work."""

from sello.web.tasks import asking, reading, working
from sello.web.tasks.blueprint import bp

__all__ = ["asking", "bp", "reading", "working"]
