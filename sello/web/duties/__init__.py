"""Screens of duties: the year, one duty, proposals, where evidence comes from."""

from flask import Blueprint

bp = Blueprint("duties", __name__, url_prefix="/obligaciones")

from sello.web.duties import duty, edit, proposals, year
