"""`sello doctor` on databases of a server as an operator may have made them."""

import pytest
from sqlalchemy import create_engine, make_url, text

from sello.cli import doctor
from sello.config import Config
from tests.conftest import empty_database


def on_postgresql(name: str, letters: str) -> str:
    """The address of an empty database that keeps letters in some way, or skip."""
    url = empty_database(name)
    admin = create_engine(url.replace(f"/{name}", "/postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'drop database "{name}" with (force)'))
        how = f"encoding '{letters}' lc_collate 'C' lc_ctype 'C' template template0"
        connection.execute(text(f'create database "{name}" {how}'))
    admin.dispose()
    return url


@pytest.mark.parametrize(
    ("letters", "workers", "told"),
    [("UTF8", 2, []), ("SQL_ASCII", 2, ["--encoding=UTF8"]), ("LATIN1", 2, ["--encoding=UTF8"]),
     ("UTF8", 64, ["max_connections"])],
)  # fmt: skip
def test_a_server_that_keeps_too_few_letters_or_visitors_is_told(
    worker_id: str, letters: str, workers: int, told: list[str]
) -> None:
    url = on_postgresql(f"letters_{worker_id}", letters)
    config = Config(database_url=url, workers=workers)
    found = [each for each in doctor.database(config) if each.remedy and each.part == "Base de datos"]
    assert len(found) == len(told)
    assert all(word in finding.remedy for word, finding in zip(told, found, strict=True))


def test_of_an_empty_database_on_a_server_the_first_step_is_told(worker_id: str) -> None:
    place, shape = doctor.database(Config(database_url=empty_database(f"empty_{worker_id}")))
    assert (place.mark, shape.mark) == ("✔", "✘")
    assert "sello init" in shape.remedy


def test_an_account_that_may_make_no_tables_is_told(worker_id: str) -> None:
    url = make_url(empty_database(f"others_{worker_id}"))
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("drop role if exists visita"))
        connection.execute(text("create role visita login"))
        connection.execute(text("revoke create on schema public from public"))
        visitor = url.set(username="visita").render_as_string(hide_password=False)
        place, _ = doctor.database(Config(database_url=visitor))
        connection.execute(text("drop role visita"))
    admin.dispose()
    assert place.is_problem
    assert "visita no puede crear tablas" in place.seen
    assert "owner to" in place.remedy
