"""Screens of indicators: what is measured, a period's values, the cuts and the threshold."""

from flask import Blueprint

bp = Blueprint("indicators", __name__, url_prefix="/indicadores")

from sello.web.indicators import annex, bring, edit, grid, indicators, rules
