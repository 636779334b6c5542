"""A store of its own for each test, and a current cycle to hand evidence in to."""

from pathlib import Path

import pytest
from flask import Flask

from sello.core.db import db
from sello.files.store.disk import Store
from tests.builders import Town
from tests.tasks.cast import Course, course


@pytest.fixture(autouse=True)
def _own_store(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))


@pytest.fixture(autouse=True)
def cycle(town: Town) -> Course:
    """The current cycle, with one requirement of the unit Personas."""
    made = course({"1.1.1": town.units.personas})
    db.session.commit()
    return made
