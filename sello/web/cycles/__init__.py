"""Screens of cycles: the cycles, the checklist, one requirement, the level, the cuts, comparisons."""

from flask import Blueprint

bp = Blueprint("cycles", __name__)

from sello.web.cycles import (
    checklist,
    comparison,
    copy_cycle,
    cuts,
    cycles,
    evaluation,
    level,
    looking,
    requirement,
)
