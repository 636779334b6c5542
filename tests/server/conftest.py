"""A site for each test, on each database where that matters."""

import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sello.config import Config
from tests import machine
from tests.conftest import DATABASES, empty_database
from tests.server.site import Site, founded


def settings(folder: Path, database_url: str, evidence: Path) -> Config:
    return Config(
        secret_key=secrets.token_hex(32),
        database_url=database_url,
        data_dir=str(folder),
        evidence_dir=str(evidence),
        password_cost="low",
    )


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Site:
    """A site on each database."""
    url = f"sqlite:///{tmp_path / 'sello.sqlite3'}"
    if request.param == "postgresql":
        url = empty_database(f"server_{worker_id}")
    return founded(settings(tmp_path, url, tmp_path / "evidence"), tmp_path)


@pytest.fixture
def site_on_sqlite(tmp_path: Path) -> Site:
    """A site as it comes out of the box."""
    url = f"sqlite:///{tmp_path / 'sello.sqlite3'}"
    return founded(settings(tmp_path, url, tmp_path / "evidence"), tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own with 12 MB."""
    machine.require("tmpfs")
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
