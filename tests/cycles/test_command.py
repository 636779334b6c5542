"""`sello level`: in words and as a document."""

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from sello.cli import main
from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import declare, validate
from tests.builders import NOW, Town
from tests.cycles import builders


@pytest.fixture
def cycle(town: Town) -> CycleRow:
    """A cycle in which 1.1.1 is validated with evidence until 31-03-2027."""
    actor = town.people.secretary.actor()
    cycle = builders.cycle(actor)
    requirement_id = builders.ids(cycle)["1.1.1"]
    declare(actor, cycle.id, requirement_id, Declaration("yes"), version=1, now=NOW)
    builders.evidence(cycle, requirement_id, town.units.personas, valid_until=date(2027, 3, 31))
    validate(actor, cycle.id, requirement_id, "yes", note="", in_force=True, version=2, now=NOW)
    db.session.commit()
    return cycle


def run(app: Flask, *arguments: str) -> Result:
    with app.app_context():
        return CliRunner().invoke(main, ["level", *arguments])


def test_in_words(app: Flask, cycle: CycleRow) -> None:
    found = run(app, "--as-of", "2026-11-23")
    assert found.exit_code == 0, found.output
    for words in (
        "Validado al 23-11-2026: sin nivel",
        "Cumple 1 de 4 requerimientos aplicables: 25,0\u00a0%.",
        "Faltan 3 requerimientos para Oro, 1 obligatorio: 2.1.1.",
        "Contaron (1):",
        "1.1.1    Cumple, con evidencia aceptada que cuenta hasta el 31-03-2027.",
        "No contaron (3):",
    ):
        assert words in found.output


def test_as_a_document(app: Flask, cycle: CycleRow) -> None:
    found = run(app, "--cycle", cycle.name, "--reading", "validated", "--as-of", "01-04-2027", "--json")
    document = json.loads(found.output)
    assert document["cycle"] == {"id": cycle.id, "name": cycle.name}
    assert (document["schema"], document["reading"], document["as_of"]) == (1, "validated", "2027-04-01")
    assert (document["numerator"], document["share"], document["level"]) == ("0", "0", None)
    first = next(each for each in document["requirements"] if each["code"] == "1.1.1")
    assert (first["reason"], first["on"]) == ("expired", "2027-04-01")


def test_a_reading_is_chosen(app: Flask, cycle: CycleRow) -> None:
    assert "Autodiagnóstico al" in run(app, "--cycle", str(cycle.id), "--reading", "self").output
    assert run(app, "--reading", "other").exit_code == 2


def test_a_cycle_that_is_not_there_is_refused(app: Flask, cycle: CycleRow, town: Town) -> None:
    found = run(app, "--cycle", "Otro")
    assert found.exit_code == 1
    assert f"Los ciclos son: {cycle.id} (Sello 2026)" in found.output


def test_without_a_current_cycle_it_says_so(app: Flask, town: Town) -> None:
    assert "No hay un ciclo en curso" in run(app).output


def test_as_of_a_past_day_it_tells_what_stood(app: Flask, cycle: CycleRow) -> None:
    found = run(app, "--reading", "self", "--as-of", "2026-11-22")
    assert "No cumple ninguno de 4" in found.output
    assert "no se guardaba" not in found.output
    db.session.execute(db.text("update cycle set kept_from = created_at"))
    db.session.commit()
    words = "Antes del 23-11-2026 no se guardaba cada cambio"
    assert words in run(app, "--as-of", "2026-11-22").output
    assert words not in run(app, "--as-of", "2026-11-23").output
    assert json.loads(run(app, "--json", "--as-of", "2026-11-22").output)["told_from"] == "2026-11-23"
