"""Nobody is shown a door that is closed to her: no link, no anchor, no button that can only be refused."""

from __future__ import annotations

import pytest
import time_machine
from sqlalchemy import select

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, SignIn
from sello.core import clock
from sello.core.db import db, everywhere
from sello.demo import loader
from tests import builders
from tests.conftest import Browser
from tests.web.doors import Offers, Walk

PEOPLE = {
    "secretaria@penalolen.example": Role.SECRETARIAT,
    "finanzas@penalolen.example": Role.UNIT_HEAD,
    "dideco@penalolen.example": Role.UNIT_HEAD,
    "personas@penalolen.example": Role.UNIT_HEAD,
    "migrantes@penalolen.example": Role.CONTRIBUTOR,
    "autoridad@penalolen.example": Role.AUTHORITY,
    "auditora@evaluacion.example": Role.AUDITOR,
}
"""Somebody of each role; heads of two units with others below them, and of one without."""

MET = {"cycles.requirement", "evidence.index", "evidence.piece", "catalogue.requirement"}
"""Pages that everybody comes to, if the walk goes anywhere."""


def browser_of(app, email: str) -> Browser:
    with everywhere():
        row = db.session.execute(select(Person.id, Person.institution_id).where(Person.email == email)).one()
        said = {"token_hash": digest(email), "created_at": clock.now(), "last_change_at": clock.now()}
        whose = {"person_id": row.id, "institution_id": row.institution_id}
        db.session.add(SignIn(**said, **whose, expires_at=builders.FAR))
        db.session.commit()
    browser = Browser(app, app.response_class)
    with browser.session_transaction() as session:
        session["sign_in"] = email
        session.permanent = True
    return browser


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # which doors open is not the database's
def test_nobody_of_the_town_is_shown_a_closed_door(app, settings):
    """One load serves every walk: it plays a whole history, which takes seconds."""
    closed = []
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        for email, role in PEOPLE.items():
            walk = Walk(app, browser_of(app, email), role)
            closed += [f"{email}: {each}" for each in dict.fromkeys(walk.closed())]
            assert walk.seen >= MET, email
    assert closed == [], "\n".join(closed)


def test_what_a_page_offers_is_read_as_a_browser_reads_it():
    page = """
      <a href="/a?x=1#y">a</a><a href="#there">b</a><a>none</a><img src="/picture"><p id="there"></p>
      <form action="/find?old=1#list"><input type="hidden" name="k" value="v"><input name="q"></form>
      <form method="post"><button>x</button><button formaction="/other">y</button></form>
    """
    offers = Offers(page, "/here?z=1")
    assert offers.links == ["/a?x=1#y", "/here?z=1#there", "/picture", "/find?k=v#list"]
    assert offers.buttons == ["/here?z=1", "/other"]
    assert "there" in offers.ids
