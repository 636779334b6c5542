"""Who is away, until when, and who acts meanwhile."""

from datetime import timedelta

import pytest

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.accounts.queries import identity
from sello.core.db import db
from tests.builders import here_and_now

TODAY = here_and_now().today
DAY = timedelta(days=1)


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def row_of(person):
    return db.session.get(Person, person.id)


def test_a_substitute_acts_with_the_heads_branch_while_it_lasts(town, secretary, client_for):
    absent, substitute = town.people.head, town.people.contributor
    url = f"/personas/{absent.id}/subrogancia"
    form = {
        "substitute_id": substitute.id,
        "substitute_from": TODAY.isoformat(),
        "substitute_until": (TODAY + DAY).isoformat(),
        "version": "1",
    }
    assert secretary.post(url, data=form).location == f"/personas/{absent.id}"
    assert "Mario Migrantes" in secretary.get(f"/personas/{absent.id}").text
    actor = identity.actor(substitute.id, today=TODAY)
    assert actor.unit_ids == {town.units.personas, town.units.migrantes}
    assert actor.role is Role.UNIT_HEAD
    assert actor.post == f"{Role.CONTRIBUTOR.label} · {Role.UNIT_HEAD.label} (S)"
    assert "(S)" in client_for(substitute).get("/mi-cuenta").text
    assert identity.actor(substitute.id, today=TODAY + 2 * DAY).unit_ids == {town.units.migrantes}
    none = {"substitute_id": "", "substitute_from": "", "substitute_until": "", "version": "2"}
    secretary.post(url, data=none)
    assert identity.actor(substitute.id, today=TODAY).unit_ids == {town.units.migrantes}


def test_a_closed_head_is_acted_for_by_nobody(town, secretary):
    absent, substitute = town.people.head, town.people.contributor
    form = {
        "substitute_id": substitute.id,
        "substitute_from": TODAY.isoformat(),
        "substitute_until": TODAY.isoformat(),
        "version": "1",
    }
    secretary.post(f"/personas/{absent.id}/subrogancia", data=form)
    secretary.post(f"/personas/{substitute.id}/desactivar")
    assert row_of(absent).substitute_id is None
    secretary.post(f"/personas/{substitute.id}/reactivar")
    now = {"version": str(row_of(absent).version)}
    assert secretary.post(f"/personas/{absent.id}/subrogancia", data=form | now).status_code == 303
    secretary.post(f"/personas/{absent.id}/desactivar")
    assert identity.actor(substitute.id, today=TODAY).unit_ids == {town.units.migrantes}


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-12-02", "2026-12-01", "en ese orden"),
        ("", "2026-12-01", "en ese orden"),
        ("ayer", "hoy", "fecha"),
    ],
)
def test_a_substitution_without_order_is_refused(town, secretary, first, last, text):
    form = {
        "substitute_id": town.people.contributor.id,
        "substitute_from": first,
        "substitute_until": last,
        "version": "1",
    }
    answer = secretary.post(f"/personas/{town.people.head.id}/subrogancia", data=form)
    assert answer.status_code == 422
    assert text in answer.text


def test_only_who_may_act_for_somebody_is_offered(town, secretary):
    page = secretary.get(f"/personas/{town.people.head.id}/subrogancia").text
    assert "Mario Migrantes" in page
    assert "Eva Evaluadora" not in page
    form = {
        "substitute_id": town.people.auditor.id,
        "substitute_from": "",
        "substitute_until": "",
        "version": "1",
    }
    assert secretary.post(f"/personas/{town.people.head.id}/subrogancia", data=form).status_code == 422


def test_a_leave_without_substitute_is_kept_shown_and_ended(town, secretary):
    url = f"/personas/{town.people.head.id}/subrogancia"
    leave = {
        "substitute_id": "",
        "substitute_from": TODAY.isoformat(),
        "substitute_until": (TODAY + DAY).isoformat(),
        "version": "1",
    }
    assert secretary.post(url, data=leave).status_code == 303
    assert "Nadie, y está ausente del" in secretary.get(f"/personas/{town.people.head.id}").text
    assert f'value="{TODAY.isoformat()}"' in secretary.get(url).text
    half = leave | {"substitute_until": "", "version": "2"}
    assert secretary.post(url, data=half).status_code == 422
    back = {"substitute_id": "", "substitute_from": "", "substitute_until": "", "version": "2"}
    assert secretary.post(url, data=back).status_code == 303
    assert "ausente" not in secretary.get(f"/personas/{town.people.head.id}").text
