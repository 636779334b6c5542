"""A store of its own and a seal that ended, for what is kept and destroyed."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from sello.core import destroyed
from sello.core.db import db
from sello.cycles.models import Cycle
from tests.evidence.conftest import cycle, own_store  # noqa: F401  # fixtures


def ended(course, *, until: date = date(2027, 1, 31)) -> None:
    """The seal of a cycle has ended, and it is current no more."""
    row = db.session.get_one(Cycle, course.cycle_id)
    row.valid_until, row.is_current = until, False
    db.session.commit()


@pytest.fixture
def second(town):
    """Another person of the secretariat."""
    from sello.accounts.domain.actor import Role
    from tests.builders import person

    made = person(town.institution.id, "Segunda Secretaria", Role.SECRETARIAT, town.units.secretaria)
    db.session.commit()
    return made


def config_of(app) -> SimpleNamespace:
    """The settings of the tests' application."""
    return app.extensions["sello"]


@pytest.fixture(autouse=True)
def no_register(app):
    """What a test destroyed is of no other test's piece."""
    yield
    (Path(config_of(app).data_dir) / destroyed.NAME).unlink(missing_ok=True)
