"""A disk that fills up under the running server, and has room again: the files', the database's, or both."""

import contextlib
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests import machine, postgres
from tests.conftest import empty_database
from tests.server.conftest import settings
from tests.server.site import Site, act_text, founded, watched

MOST = 2_000
"""Files of which the notes find room in pages that were begun before the disk was full; surely less."""


def test_a_full_disk_is_said_and_passes(site_on_sqlite: Site, small_disk: Path) -> None:
    """Database and files on one disk that fills up, as on the machine of a small town."""
    site = moved(site_on_sqlite, small_disk)
    with site.up(), watched(site):
        head = site.visitor("head")
        assert head.put(act_text()).status == 201
        assert site.ready().status == 200
        filler = small_disk / "filler"
        fill(filler)
        refused = [head.put(act_text()), head.post("/evidencia/archivo/1/descartar")]
        assert [answer.status for answer in refused] == [507, 507]
        assert site.ready().status == 503
        assert head.get("/evidencia").status == 200
        filler.unlink()
        assert site.ready().status == 200
        assert head.put(act_text()).status == 201
    assert len(site.uploads()) == len(site.waiting()) == 2


def fill(file: Path) -> None:
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as out:
        for size in (65536, 4096, 512, 1):
            with contextlib.suppress(OSError):
                while True:
                    out.write(bytes(size))


def moved(site: Site, folder: Path) -> Site:
    """The same town, with all that it keeps on another disk."""
    del site
    url = f"sqlite:///{folder / 'sello.sqlite3'}"
    return founded(settings(folder, url, folder / "evidence"), folder)


@pytest.fixture
def tablespace(worker_id: str) -> Iterator[tuple[str, Path]]:
    """A tablespace of PostgreSQL on a disk of its own with 48 MB: its name and its folder."""
    machine.require("tmpfs")
    machine.require("PostgreSQL")
    owner = pwd.getpwnam(postgres.OWNER)
    folder = Path(tempfile.mkdtemp(prefix="sello-tablespace-"))
    options = f"size=48m,mode=700,uid={owner.pw_uid},gid={owner.pw_gid}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    name = f"small_{worker_id}"
    admin = create_engine(postgres.server_url() or "", isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            try:
                connection.execute(text(f"create tablespace {name} location '{folder}'"))
            except DBAPIError as refused:
                pytest.skip(f"PostgreSQL: takes no tablespace of ours ({refused.orig})")
            yield name, folder
            connection.execute(text(f"drop database if exists {name} with (force)"))
            connection.execute(text(f"drop tablespace {name}"))
    finally:
        admin.dispose()
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


def test_a_full_disk_of_postgresql_is_said_and_passes(tablespace: tuple[str, Path], tmp_path: Path) -> None:
    """Only the database's disk is full: files have room, and their notes have none."""
    name, disk = tablespace
    site = founded(settings(tmp_path, empty_database(name, name), tmp_path / "evidence"), tmp_path)
    with site.up(), watched(site):
        head = site.visitor("head")
        assert head.put(act_text()).status == 201
        assert site.ready().status == 200
        fill(disk / "filler")
        assert site.ready().status == 503, "rows that still fit into old pages make no database ready"
        answers = [head.put(act_text())]
        while answers[-1].status == 201 and len(answers) < MOST:
            answers.append(head.put(act_text()))
        assert (answers[-1].status, "No queda espacio" in str(answers[-1].said["error"])) == (507, True)
        assert head.get("/evidencia").status == 200
        (disk / "filler").unlink()
        assert site.ready().status == 200
        assert head.put(act_text()).status == 201
    assert len(site.uploads()) == len(site.waiting()) == len(answers) + 1
