"""Screens of transfers: answers that come in a spreadsheet."""

from flask import Blueprint

bp = Blueprint("transfers", __name__)

from sello.web.transfers import import_answers
