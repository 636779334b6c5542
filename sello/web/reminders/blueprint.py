"""The blueprint of reminders; its screens lie in the modules beside it."""

from flask import Blueprint

bp = Blueprint("reminders", __name__)
