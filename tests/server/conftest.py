"""A site for each test, on each database where that matters."""

import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sello.config import Config
from tests import machine, postgres
from tests.conftest import DATABASES, empty_database
from tests.postgres import Server
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


@pytest.fixture
def own_postgresql() -> Iterator[Server]:
    """A server that a test may stop and start, with its log of changes on a disk of its own with 48 MB.

    It keeps what it acknowledges, as a town's does. Its folder is one that the server's user may enter.
    """
    machine.require("PostgreSQL")
    machine.require("tmpfs")
    folder = Path(tempfile.mkdtemp(prefix="sello-own-postgres-"))
    folder.chmod(0o755)
    wal = folder / "wal"
    wal.mkdir()
    owner = pwd.getpwnam(postgres.OWNER)
    options = f"size=48m,mode=700,uid={owner.pw_uid},gid={owner.pw_gid}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", wal], check=True)
    kept = ("fsync=off", "synchronous_commit=on", "max_wal_size=8MB", "min_wal_size=2MB")
    try:
        server = Server.made(folder / "data", *kept, more=("--wal-segsize=1", f"--waldir={wal}"))
        server.start()
        yield server
        if server.is_there():
            server.stop("immediate")
    finally:
        subprocess.run(["umount", "-l", wal], check=True)
        shutil.rmtree(folder, ignore_errors=True)
