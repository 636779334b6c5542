"""The screens of planning hang on one blueprint."""

from flask import Blueprint

bp = Blueprint("planning", __name__, url_prefix="/planificacion")
