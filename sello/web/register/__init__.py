"""Screens of register: the initiatives."""

from flask import Blueprint

bp = Blueprint("register", __name__, url_prefix="/registro")

from sello.web.register import asking, initiatives, lens, parts
