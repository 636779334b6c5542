"""Screens of the improvement plan: the plan, its gaps, objectives and actions, its approval, its versions."""

from flask import Blueprint

bp = Blueprint("improvement", __name__, url_prefix="/plan-de-mejora")

from sello.web.improvement import actions, approval, files, gaps, objectives, plan, versions
