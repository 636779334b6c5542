"""The cookie tells of nothing that was not saved: when a request fails, it says again what it said before."""

from copy import deepcopy

from flask import g, session

BEFORE = "_sello_cookie_before"


def hold() -> None:
    """Keep what the cookie says as a request begins; flashes are added in place, hence the copy."""
    setattr(g, BEFORE, deepcopy(dict(session)))


def put_back() -> None:
    """Take back what this request did to the cookie: messages, offers, sign-ins, secrets shown once."""
    before = g.get(BEFORE)
    if before is None or before == dict(session):
        return
    session.clear()
    session.update(before)
    g.pop("csrf_token", None)  # the forms of the page that says so are of the session that stays
