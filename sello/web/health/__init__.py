"""Screens of health: what a proxy or a supervisor asks."""

from flask import Blueprint

bp = Blueprint("health", __name__)

from sello.web.health import probes
