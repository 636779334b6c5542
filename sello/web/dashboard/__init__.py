"""Screens of dashboard: where the institution stands today."""

from flask import Blueprint

bp = Blueprint("dashboard", __name__)

from sello.web.dashboard import home, nobodys, undo
