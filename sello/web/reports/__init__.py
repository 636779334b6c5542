"""Screens of reports: on screen and on paper, the kept ones."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/informes")

from sello.web.reports import chronicle, decisions, integrity, letters, mayor, processing, readiness
