"""The address of a calendar: shown once, good until it is revoked, and nothing but a secret."""

import re
from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar
from sqlalchemy import select

from sello.accounts.models import CalendarFeed, Person
from sello.core import clock
from sello.core.db import db, everywhere
from sello.web.accounts import feeds
from tests import builders
from tests.builders import TODAY
from tests.tasks import cast

OWN = "/mi-cuenta/calendario"


@pytest.fixture(autouse=True)
def nobody_asked_before(app):
    """The application of a run is one for all its tests, and remembers who asked."""
    feeds.install(app)


@pytest.fixture
def asked(town):
    cast.course()
    cast.ask(town.people.secretary.actor(), town.units.personas, title="Dotación, con «comas»; ñandú")
    db.session.commit()


def made(client, page=OWN):
    """Make an address as its page does, and return its path."""
    answer = client.post(page)
    assert (answer.status_code, answer.location) == (303, page)
    (address,) = re.findall(r"http://localhost(/calendario/[\w-]+\.ics)", client.get(page).text)
    return address


def events(answer):
    assert answer.status_code == 200
    return Calendar.from_ical(answer.text).walk("VEVENT")


def test_whoever_has_the_address_reads_it_without_signing_in(town, asked, client_for, browser):
    address = made(client_for(town.people.head))
    answer = browser.get(address)
    assert answer.mimetype == "text/calendar"
    (event,) = events(answer)
    assert str(event["SUMMARY"]) == "Plazo: Dotación, con «comas»; ñandú"
    assert event["DTSTART"].dt == TODAY + timedelta(days=30)
    assert str(event["URL"]).startswith("http://localhost/tareas/")
    assert "Set-Cookie" not in answer.headers


def test_the_address_is_shown_once_and_says_nothing_but_a_secret(town, client_for):
    client = client_for(town.people.head)
    address = made(client)
    assert "/calendario/" not in client.get(OWN).text.replace(OWN, "")
    assert re.fullmatch(r"/calendario/[\w-]{43}\.ics", address)
    (row,) = db.session.scalars(select(CalendarFeed))
    assert row.token_hash not in address
    assert address.split("/")[2].removesuffix(".ics") not in repr(vars(row))


def test_another_takes_the_place_of_the_one_before(town, client_for, browser):
    client = client_for(town.people.head)
    first = made(client)
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        second = made(client)
    assert [browser.get(each).status_code for each in (first, second)] == [404, 200]


def test_a_units_address_is_another_than_ones_own(town, asked, client_for, browser):
    client = client_for(town.people.head)
    own, units = made(client), made(client, f"/unidades/{town.units.personas}/calendario")
    assert len(events(browser.get(own))) == len(events(browser.get(units))) == 1
    assert client.get(OWN).text.count("Revocar") == 2
    with everywhere():
        ids = list(db.session.scalars(select(CalendarFeed.id).order_by(CalendarFeed.id)))
    assert client.post(f"{OWN}/{ids[0]}/revocar").location == OWN
    assert [browser.get(each).status_code for each in (own, units)] == [404, 200]


def test_an_address_is_revoked_by_its_owner_or_the_secretariat(town, client_for, browser):
    page = f"/unidades/{town.units.personas}/calendario"
    address = made(client_for(town.people.head), page)
    (feed_id,) = db.session.scalars(select(CalendarFeed.id))
    revoking = f"{OWN}/{feed_id}/revocar"
    assert client_for(town.people.other_head).post(revoking).status_code == 404
    assert browser.get(address).status_code == 200
    assert town.people.head.name in client_for(town.people.secretary).get(page).text
    assert client_for(town.people.secretary).post(revoking).status_code == 303
    assert client_for(town.people.secretary).post(revoking).status_code == 404
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("change", ["closed", "past", "moved"])
def test_whoever_may_not_look_any_more_reads_nothing(town, client_for, browser, change):
    address = made(client_for(town.people.head), f"/unidades/{town.units.personas}/calendario")
    row = db.session.get_one(Person, town.people.head.id)
    if change == "closed":
        row.active = False
    elif change == "past":
        row.access_until = TODAY - timedelta(days=1)
    else:
        row.unit_id = town.units.dideco
    db.session.commit()
    assert browser.get(address).status_code == 404


def test_a_closed_account_revokes_for_good(town, client_for, browser):
    address = made(client_for(town.people.head))
    secretary = client_for(town.people.secretary)
    for deed in ("desactivar", "reactivar"):
        assert secretary.post(f"/personas/{town.people.head.id}/{deed}").status_code == 303
    assert browser.get(address).status_code == 404


def test_a_unit_of_others_has_no_address_for_her(town, client_for):
    page = f"/unidades/{town.units.dideco}/calendario"
    head = client_for(town.people.head)
    assert (head.get(page).status_code, head.post(page).status_code) == (404, 404)
    assert client_for(town.people.contributor).get(page).status_code == 403
    assert client_for(town.people.secretary).post("/unidades/99999/calendario").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(town, asked, client_for, browser):
    address = made(client_for(town.people.head))
    tag = browser.get(address).headers["ETag"]
    again = browser.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    cast.ask(town.people.secretary.actor(), town.units.personas, title="Otra")
    db.session.commit()
    assert len(events(browser.get(address, headers={"If-None-Match": tag}))) == 2


def test_whoever_asks_without_end_is_slowed_down(town, client_for, browser):
    address = made(client_for(town.people.head))
    assert [browser.get(address).status_code for _ in range(61)] == [200] * 60 + [429]
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert browser.get(address).status_code == 200


def test_a_secret_is_not_guessed_without_end(app, browser):
    app.extensions[feeds.BY_ADDRESS].tries = 3
    assert [browser.get(f"/calendario/{n}.ics").status_code for n in range(4)] == [404] * 3 + [429]


def test_neither_another_institution_nor_a_guess_finds_a_calendar(town, client_for, browser):
    address = made(client_for(town.people.secretary))
    with everywhere():
        (feed_id,) = db.session.scalars(select(CalendarFeed.id))
        other = builders.town("Otra Municipalidad")
        db.session.commit()
    assert client_for(other.people.secretary).post(f"{OWN}/{feed_id}/revocar").status_code == 404
    assert browser.get(address).status_code == 200
    for guess in (f"{address[:-5]}.ics", "/calendario/.ics", "/calendario/%00.ics", "/calendario/ñ.ics"):
        assert browser.get(guess).status_code == 404
