"""A current cycle and a store of its own for the tests of services and queries that ask for a town."""

from pathlib import Path

import pytest
from flask import Flask

from sello.core.db import db
from sello.files.store.disk import Store
from tests.builders import Town
from tests.tasks.cast import Course, course


@pytest.fixture
def own_store(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that only this test writes to."""
    store = Store(tmp_path / "evidence")
    monkeypatch.setitem(app.extensions, "sello.store", store)
    return store


@pytest.fixture
def cycle(town: Town, own_store: Store) -> Course:
    """The current cycle, with one requirement of the unit Personas."""
    del own_store
    made = course({"1.1.1": town.units.personas})
    db.session.commit()
    return made
