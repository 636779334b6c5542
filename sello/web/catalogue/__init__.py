"""Screens of catalogue: editions, imports, comparisons, crosswalks, a change of edition."""

from flask import Blueprint

bp = Blueprint("catalogue", __name__, url_prefix="/catalogo")

from sello.web.catalogue import change_edition, comparison, crosswalk, editions, imports
