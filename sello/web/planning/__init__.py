"""Screens of planning: what next and when, scenarios."""

from flask import Blueprint

bp = Blueprint("planning", __name__, url_prefix="/planificacion")

from sello.web.planning import overview, scenarios, trust
