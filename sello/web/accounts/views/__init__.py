"""Screens of accounts: the way in, one's own account, units, people."""

from sello.web.accounts.views import access, me, people, units
from sello.web.accounts.views.blueprint import bp

__all__ = ["access", "bp", "me", "people", "units"]
