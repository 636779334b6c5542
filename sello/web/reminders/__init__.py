"""Screens of reminders: the outbox, the settings, what each person wants to be told."""

from flask import Blueprint

bp = Blueprint("reminders", __name__)

from sello.web.reminders import diligence, leave, outbox, preferences, received, settings, told
