"""Screens of keeping: rules, what is due, actas of destruction, and what persons ask of their data."""

from flask import Blueprint

bp = Blueprint("privacy", __name__)

from sello.web.privacy import actas, requests, retention
