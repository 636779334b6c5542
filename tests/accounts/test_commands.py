"""`sello init` and `sello person …`: an administrator without mail or password can be helped."""

import re

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from sello.accounts import hashing
from sello.accounts.models import Institution, Person
from sello.accounts.queries import identity
from sello.cli import main
from sello.core.db import db, everywhere
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from tests.builders import NOW, ZONE, Town


def run(*words: str, answers: str | None = None) -> Result:
    """`sello …` inside the tests' application."""
    db.session.commit()
    answer = CliRunner().invoke(main, words, input=answers)
    db.session.expire_all()
    return answer


def begin(email: str, institution: str = "Municipalidad de Prueba") -> Result:
    """`sello init` with everything told."""
    return run("init", "--institution", institution, "--name", "Sara", "--email", email)


@pytest.mark.parametrize(
    "email", ["sara", "sara@", "@prueba.example", "sara@prueba", "sara prueba@x.example", "a@b@c.example", ""]
)
def test_an_address_that_is_none_begins_nothing(app: Flask, email: str) -> None:
    answer = begin(email)
    assert answer.exit_code == 1
    assert "no es un correo" in answer.output or "Correo electrónico" in answer.output
    assert begin("sara@prueba.example").exit_code == 0, "and it can be run again"


def test_beginning_again_says_what_helps_and_changes_nothing(app: Flask) -> None:
    assert begin("sara@prueba.example").exit_code == 0
    again = run("init")
    assert again.exit_code == 0
    assert "ya es de Municipalidad de Prueba" in again.output
    assert "sello person password" in again.output
    assert begin("otra@prueba.example", "Otra").exit_code == 1
    assert identity.credentials("otra@prueba.example") is None


def test_the_list_shows_who_can_get_in(town: Town) -> None:
    row = db.session.get_one(Person, town.people.head.id)
    row.active = False
    lines = {line.split("  ")[0]: line for line in run("person", "list").output.splitlines()}
    assert set(lines) == {someone.email for someone in vars(town.people).values()}
    assert "desactivada" in lines[town.people.head.email]


def test_a_password_is_given_where_there_is_no_mail(town: Town) -> None:
    answer = run("person", "password", f" {town.people.secretary.email.upper()} ")
    assert answer.exit_code == 0, answer.output
    made = answer.output.strip().rsplit(" ", 1)[1]
    row = db.session.get_one(Person, town.people.secretary.id)
    assert row.password is not None
    assert hashing.matches(made, row.password)
    assert row.password_temporary


def test_who_is_invited_gets_a_link_that_opens(town: Town, app: Flask) -> None:
    answer = run("person", "invite", "nueva@prueba.example", "--name", "Nina Nueva")
    assert answer.exit_code == 0, answer.output
    again = run("person", "invite", "nueva@prueba.example")
    first, second = (re.findall(r"http\S+", each.output)[0] for each in (answer, again))
    assert app.test_client().get(second.removeprefix("http://localhost")).status_code == 200
    assert app.test_client().get(first.removeprefix("http://localhost")).status_code != 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("password", "nadie@prueba.example"), "sello person list"),
        (("invite", "nadie@prueba.example"), "sello person list"),
        (("invite", "nadie", "--name", "Nadie"), "no es un correo"),
        (("invite", "n@prueba.example", "--name", "N", "--role", "contributor"), "unidad"),
        (("invite", "n@prueba.example", "--name", "N", "--role", "auditor"), "último día"),
    ],
)
def test_what_cannot_be_done_is_said(town: Town, words: tuple[str, ...], said: str) -> None:
    answer = run("person", *words)
    assert answer.exit_code == 1
    assert said in answer.output


def events(act: Act) -> list[tuple[object, object]]:
    """What the trail holds of an act: before and after."""
    with everywhere():
        found = db.session.execute(select(Event.before, Event.after).where(Event.act == act))
        return [(row.before, row.after) for row in found]


def test_the_institutions_are_listed_with_their_zone(town: Town) -> None:
    said = run("institution", "list")
    assert said.output.split("  ") == [f"{town.institution.id}", town.institution.name, f"{ZONE}\n"]


def test_the_zone_is_changed_at_once_and_the_trail_has_both(town: Town) -> None:
    moved = run("institution", "zone", "Pacific/Easter")
    assert moved.exit_code == 0, moved.output
    assert f"era {ZONE} y ahora es Pacific/Easter" in moved.output
    assert "Pacific/Easter" in run("institution", "list").output
    again = run("institution", "zone", "Pacific/Easter")
    assert (again.exit_code, "no se cambió nada" in again.output) == (0, True)
    assert events(Act.INSTITUTION_ZONE_SET) == [(ZONE, "Pacific/Easter")]


@pytest.mark.parametrize(
    "zone", ["America/Macondo", "America", "", "Chile", "../etc/passwd", "america/santiago", " UTC", "-3"]
)
def test_an_unknown_zone_is_refused_in_words(town: Town, zone: str) -> None:
    answer = run("institution", "zone", "--", zone)
    assert answer.exit_code == 1
    assert f"No existe la zona horaria «{zone}»" in answer.output
    assert "America/Punta_Arenas" in answer.output
    assert events(Act.INSTITUTION_ZONE_SET) == []


def test_of_several_institutions_one_is_chosen(town: Town) -> None:
    other = Institution(name="Municipalidad de Al Lado", zone=ZONE, created_at=NOW)
    db.session.add(other)
    db.session.commit()
    asked = run("institution", "zone", "Pacific/Easter")
    assert (asked.exit_code, "--institution" in asked.output) == (1, True)
    assert run("institution", "zone", "Pacific/Easter", "--institution", f"{other.id}").exit_code == 0
    with everywhere():
        assert db.session.get_one(Institution, town.institution.id).zone == ZONE
        assert db.session.get_one(Institution, other.id).zone == "Pacific/Easter"
