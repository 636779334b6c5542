"""Screens of the beginning: from an empty instance to the first requests."""

from flask import Blueprint

bp = Blueprint("start", __name__)

from sello.web.start import bring, invite, owners, steps
