"""A reader stops mails from the mail itself: by its signed address, without signing in and without a form."""

import pytest

from sello.core.db import db, scope_to
from sello.reminders.domain.leaving import opened, sealed
from sello.reminders.domain.news import How, NewsKind
from sello.reminders.domain.schedule import Kind
from sello.reminders.queries import settings as queries
from tests.builders import Town

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def address(app, person_id: int, *kinds) -> str:
    return f"/mis-avisos/sin-entrar/{sealed(app.secret_key, person_id, kinds)}"


def kept(town: Town, person_id: int, role) -> tuple[frozenset[Kind], dict[NewsKind, How]]:
    scope_to(db.session(), town.institution.id)
    return queries.silences(person_id), queries.ways_of(person_id, role)


def test_a_mail_program_stops_the_kinds_of_its_mail_and_no_others(app, browser, town: Town) -> None:
    head, other = town.people.head, town.people.other_head
    there = address(app, head.id, Kind.OVERDUE, NewsKind.ACCEPTED, NewsKind.RETURNED)
    assert browser.post(there, data=ONE_CLICK).status_code == 200
    silenced, ways = kept(town, head.id, head.role)
    assert silenced == {Kind.OVERDUE}
    assert (ways[NewsKind.ACCEPTED], ways[NewsKind.RETURNED]) == (How.NEVER, How.DIGEST)
    assert ways[NewsKind.ASKED] is How.NOW
    assert kept(town, other.id, other.role)[0] == frozenset()
    assert browser.post(there, data=ONE_CLICK).status_code == 200, "again changes nothing"


def test_looking_changes_nothing_and_says_what_would_stop(app, browser, town: Town) -> None:
    head = town.people.head
    page = browser.get(address(app, head.id, Kind.OVERDUE, NewsKind.RETURNED))
    assert page.status_code == 200
    assert "Tareas atrasadas" in page.text
    assert "siguen en el resumen del día" in page.text
    assert kept(town, head.id, head.role)[0] == frozenset()


def test_an_address_that_nobody_signed_stops_nothing(app, browser, town: Town) -> None:
    head, other = town.people.head, town.people.other_head
    there = address(app, head.id, Kind.OVERDUE)
    forged = there.replace(f"/{head.id}.", f"/{other.id}.")
    for each in (forged, there[:-1], "/mis-avisos/sin-entrar/x", "/mis-avisos/sin-entrar/ñ.ñ"):
        assert browser.post(each, data=ONE_CLICK).status_code == 404
        assert browser.get(each).status_code == 404
    assert kept(town, other.id, other.role)[0] == frozenset()


@pytest.mark.parametrize("secrets", [["new", "old"], ["old"]])
def test_what_an_earlier_secret_signed_is_still_good(secrets: list[str]) -> None:
    found = opened(secrets, sealed("old", 7, [Kind.DIGEST, NewsKind.ASKED]))
    assert found is not None
    assert (found.person_id, found.reminders, found.news) == (7, {Kind.DIGEST}, {NewsKind.ASKED})


def test_whose_account_is_closed_is_not_asked_for(app, browser, town: Town) -> None:
    from sello.accounts.models import Person

    person_id = town.people.head.id
    db.session.get_one(Person, person_id).active = False
    db.session.commit()
    assert browser.post(address(app, person_id, Kind.OVERDUE), data=ONE_CLICK).status_code == 404
