"""Screens of reminders."""

from flask import Blueprint

bp = Blueprint("reminders", __name__, url_prefix="/recordatorios")
