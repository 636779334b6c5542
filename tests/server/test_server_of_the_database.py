"""PostgreSQL goes away in the middle of work and comes back: the site lives, says so, and loses nothing."""

import contextlib
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.postgres import Server
from tests.server.conftest import settings
from tests.server.site import Site, act_text, founded, watched
from tests.server.test_full_disk import fill
from tests.server.writers import Writers, assert_all_is_there

PAGES = ("/", "/evidencia", "/mi-cola", "/entrar")


@pytest.fixture
def site(own_postgresql: Server, tmp_path: Path) -> Site:
    """A town on a server of its own."""
    return founded(settings(tmp_path, own_postgresql.url, tmp_path / "evidence"), tmp_path)


def assert_is_said(site: Site) -> None:
    """Every page and every sending says in Spanish that the database does not answer."""
    head = site.visitor("head")
    for path in PAGES:
        page = head.get(path, seconds=20)
        assert page.status == 503, path
        assert "La base de datos no responde" in page.text
        assert int(page.headers["Retry-After"]) > 0
    sent = head.put(act_text())
    assert (sent.status, "La base de datos no responde" in str(sent.said["error"])) == (503, True)
    ready = site.ready()
    assert (ready.status, "base de datos" in ready.text) == (503, True)


def assert_goes_on(site: Site) -> None:
    """Nobody started the site anew, and everything works again."""
    assert site.process is not None
    site.process.wait_until(lambda: site.ready().status == 200, seconds=30)
    head = site.visitor("head")
    for path in PAGES[:3]:
        assert head.get(path).status == 200, path
    assert head.put(act_text()).status == 201


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_stops_and_starts_again(site: Site, own_postgresql: Server, mode: str) -> None:
    with site.up() as process, watched(site):
        before = site.workers()
        with Writers(site) as writers:
            writers.go_on()
            own_postgresql.stop(mode)
            assert_is_said(site)
            own_postgresql.start()
            process.wait_until(lambda: site.ready().status == 200, seconds=30)
            writers.go_on()
        assert_goes_on(site)
        assert site.workers() == before
        assert [name for name in site.waiting() if name.endswith(".part")] == []
    assert_all_is_there(site, writers)


def write_without_end(server: Server) -> None:
    """Write more than the log has room for, so that nobody has to wait until the town has."""
    engine = create_engine(server.url)
    with contextlib.suppress(DBAPIError), engine.connect() as connection:
        connection.execute(text("create table much as select generate_series(1, 4000000) as number"))
    engine.dispose()


def test_no_room_for_the_log_of_changes(site: Site, own_postgresql: Server) -> None:
    """A server without room for its log stops by itself; its operator makes room and starts it."""
    disk = own_postgresql.data.parent / "wal" / "filler"
    with site.up() as process, watched(site):
        with Writers(site) as writers:
            writers.go_on()
            fill(disk)
            write_without_end(own_postgresql)
            process.wait_until(lambda: site.ready().status == 503, seconds=60)
            process.wait_until(lambda: not own_postgresql.is_there(), seconds=60)
            assert_is_said(site)
            disk.unlink()
            own_postgresql.start()
            process.wait_until(lambda: site.ready().status == 200, seconds=30)
            writers.go_on()
        assert_goes_on(site)
    assert_all_is_there(site, writers, also=507)
    assert "PANIC" in (own_postgresql.data / "log").read_text()
