"""`sello cycle import`: shows by default, brings in when told to."""

import pytest
from click.testing import CliRunner

from sello.cli import main
from sello.core.db import db
from sello.cycles.queries.answers import answers
from tests.cycles import builders as cycle_builders
from tests.web.transfers.test_import_answers import ARCHIVE, SHEET, pieces


@pytest.fixture
def cycle(town):
    return cycle_builders.cycle(town.people.secretary.actor())


@pytest.fixture
def run(town, cycle, tmp_path):
    (tmp_path / "respuestas.csv").write_bytes(SHEET)
    (tmp_path / "evidencias.zip").write_bytes(ARCHIVE)
    sources = ["--answers", str(tmp_path / "respuestas.csv"), "--files", str(tmp_path / "evidencias.zip")]

    def act(*more: str, person: str = town.people.secretary.email):
        db.session.rollback()  # a command has a transaction of its own
        return CliRunner().invoke(main, ["cycle", "import", *sources, "--person", person, *more])

    return act


def test_it_shows_what_would_come_in_and_keeps_nothing(run, cycle):
    result = run()
    assert result.exit_code == 0, result.output
    assert "fila 2  1.1.1: entra" in result.output
    assert "Entrarían: 1 respuesta y 1 archivo." in result.output
    assert pieces() == 0


def test_it_brings_in_when_told_to(run, town, cycle):
    result = run("--confirm", "--unit", str(town.units.dideco))
    assert result.exit_code == 0, result.output
    db.session.rollback()
    assert pieces() == 2
    assert {row.code: row.declared for row in answers(cycle.id)}["1.1.1"] == "yes"


def test_only_the_secretariat_imports(run, town):
    result = run(person=town.people.head.email)
    assert result.exit_code == 1
    assert "no es una cuenta vigente" in result.output
