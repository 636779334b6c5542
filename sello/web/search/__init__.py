"""Screens of search: the box that every page has, as a page of its own and as a list below the box."""

from flask import Blueprint

bp = Blueprint("search", __name__, url_prefix="/buscar")

from sello.web.search import box, within
