"""Screens of accounts: the way in, one's own account, units, people."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from sello.web.accounts import (
    access,
    days_off,
    feeds,
    handover,
    institution,
    me,
    messages,
    people,
    units,
    views,
)
