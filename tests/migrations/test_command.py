"""`sello migrate`: what it cannot do it says in words, before it asks, and then it changes nothing."""

import os
import re
from itertools import product
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import inspect, text

from sello import __version__
from sello.cli import main
from sello.core import migrate, revisions

NEWER = "0999_from_tomorrow"

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For what depends on words alone."""


@pytest.fixture
def run(engine, tmp_path):
    """Run a command on the database of `engine`, as an operator would."""
    environment = {
        "SELLO_DATA": str(tmp_path),
        "DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "SELLO_PASSWORD_COST": "low",
    }

    def act(*words: str, answers: str = "") -> Result:
        engine.dispose()
        with patch.dict(os.environ):  # the demonstration's own settings are not those of the next test
            return CliRunner().invoke(main, words, input=answers, env=environment, catch_exceptions=False)

    return act


def set_revision(engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :it"), {"it": revision})


def test_it_says_which_revision_belongs_to_which_release(run, engine):
    engine.connect().close()  # a database without anything in it
    asked = run("migrate", "--current")
    assert asked.output == f"La base de datos está vacía; sello {__version__} usa la {revisions.head()}.\n"
    assert inspect(engine).get_table_names() == [], "asking changes nothing"
    moved = run("migrate")
    head = revisions.head()
    place = f"La base de datos está en la revisión {head}; sello {__version__} usa la {head}."
    assert moved.output == run("migrate", "--current").output == f"{place}\n"


@on_sqlite
def test_an_unknown_revision_is_refused_before_anybody_is_asked(run, engine):
    run("migrate")
    unknown = ["nada", "0999", "11", "head", "-99", "-uno", "", "base2"]
    for revision, yes in product(unknown, ([], ["--yes"])):
        answer = run("migrate", "--down", revision, *yes, answers="s\n")
        assert answer.exit_code == 1
        assert f"no tiene la revisión «{revision}». Tiene: base, 0001, 0002" in answer.output
        assert "[s/N]" not in answer.output
    assert revisions.is_current(engine)


@on_sqlite
def test_where_nothing_would_be_undone_nobody_is_asked(run, engine):
    migrate.upgrade(engine, "0003")
    for revision in ("0003", "0011", "-0"):
        answer = run("migrate", "--down", revision)
        assert answer.exit_code == 0
        assert answer.output.startswith("No hay nada que deshacer.\n")
        assert revisions.current(engine) == "0003"


def test_it_names_what_it_undoes_and_understands_a_yes(run, engine):
    for word in ("s", "S", "sí", "Sí", "si", " sí "):
        migrate.upgrade(engine, "0003")
        answer = run("migrate", "--down", "0001", answers=f"{word}\n")
        assert answer.exit_code == 0, answer.output
        assert "deshace 0003, 0002 y borra lo que guardan. ¿Seguir? [s/N]" in answer.output
        assert revisions.current(engine) == "0001"


@on_sqlite
def test_anything_else_is_a_no(run, engine):
    migrate.upgrade(engine, "0003")
    for typed in ("n\n", "no\n", "\n", "x\n", "base\n", ""):
        answer = run("migrate", "--down", "base", answers=typed)
        assert answer.exit_code == 1
        assert "Error: No se cambió nada.\n" in answer.output
        assert not re.search(r"Abort|y/N", answer.output)
        assert revisions.current(engine) == "0003"


@on_sqlite
def test_steps_back_are_counted_from_where_the_database_is(run, engine):
    for down, left in (("-1", "0003"), ("-2", "0002"), ("0001", "0001"), ("-4", None), ("base", None)):
        migrate.upgrade(engine, "0004")
        assert run("migrate", "--down", down, "--yes").exit_code == 0
        assert revisions.current(engine) == left


EVERY_COMMAND_THAT_NEEDS_THE_SCHEMA = (
    ("migrate",),
    ("migrate", "--down", "0005"),
    ("migrate", "--down", "base", "--yes"),
    ("init", "--institution", "Otra", "--name", "Sara", "--email", "sara@prueba.example"),
    ("catalogue", "list"),
    ("scheduler",),
    ("serve",),
    ("demo", "--only-load"),
)


def test_a_database_of_a_newer_version_is_left_alone_by_every_command(run, engine, monkeypatch):
    monkeypatch.setenv("SELLO_SECRET_KEY", "mYt9-wQ4v_xP7z2Rk8sLd3Hf6Jg1Nb5C")
    migrate.upgrade(engine, "0001")
    set_revision(engine, NEWER)
    for words in EVERY_COMMAND_THAT_NEEDS_THE_SCHEMA:
        answer = run(*words, answers="s\n")
        assert answer.exit_code == 1, answer.output
        assert NEWER in answer.output
        assert "Instale la versión que la usaba" in answer.output
        assert "[s/N]" not in answer.output
        assert revisions.current(engine) == NEWER


@on_sqlite
def test_doctor_does_not_send_a_newer_database_to_migrate(run, engine):
    migrate.upgrade(engine, "0001")
    set_revision(engine, NEWER)
    assert f"{NEWER}, de una versión más nueva" in run("doctor").output
    assert "ejecute: sello migrate" not in run("doctor").output
    assert NEWER in run("migrate", "--current").output


@on_sqlite
def test_rows_that_point_to_nothing_are_named_without_a_traceback(run, engine):
    """PostgreSQL never lets such a row in."""
    migrate.upgrade(engine, "0001")
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute(
            "insert into unit (institution_id, name, short_name, is_corporation, valid_from)"
            " values (99, 'Suelta', '', 0, '2026-01-01')"
        )
        driver.execute("PRAGMA foreign_keys=ON")
    answer = run("migrate")
    assert answer.exit_code == 1
    assert "apuntan a algo que no existe, en: unit" in answer.output


@pytest.mark.parametrize("words", [("migrate",), ("migrate", "--down", "base"), ("migrate", "--current")])
def test_a_server_that_is_away_is_said_in_words(tmp_path, words):
    environment = {
        "SELLO_DATA": str(tmp_path),
        "DATABASE_URL": "postgresql://sello:secreto@127.0.0.1:9/sello",
    }
    answer = CliRunner().invoke(main, words, env=environment, catch_exceptions=False)
    assert answer.exit_code == 1
    assert "la base de datos no responde" in answer.output
    assert "secreto" not in answer.output
