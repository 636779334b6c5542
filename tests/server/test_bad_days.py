"""The real server through bad days: it is alive, says what is wrong, and keeps what it said it kept."""

import contextlib
import os
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sello.web.uploads import AT_ONCE, LONG_BODY
from tests.processes import alive
from tests.server.site import WORKERS, Site, act_text, watched
from tests.server.writers import Writers, assert_all_is_there

MIB = 1024 * 1024


def half_a_head(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(b"GET /entrar HTTP/1.1\r\nHost: sello\r\nX-Half: ")
    return connection


def half_a_form(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    kind = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200\r\n"
    connection.sendall(b"POST /entrar HTTP/1.1\r\nHost: sello\r\n" + kind + b"\r\nemail=")
    return connection


def half_a_second_head(port: int) -> socket.socket:
    """A whole request, and behind it the beginning of another one that never ends."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(b"GET /entrar HTTP/1.1\r\nHost: sello\r\n\r\nGET /entrar HTTP/1.1\r\nX-Half: ")
    return connection


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_slow_and_silent_senders_stall_nobody(site: Site) -> None:
    with site.up(), ExitStack() as open_ones, watched(site):
        slow, other = site.visitor("head"), site.visitor("secretary")
        for _ in range(32):
            open_ones.enter_context(contextlib.closing(slow.begin(5 * MIB, bytes(2 * LONG_BODY))))
        for make in (half_a_head, half_a_form, half_a_second_head):
            for _ in range(40):
                open_ones.enter_context(contextlib.closing(make(site.port)))
        for _ in range(200):
            silent = socket.create_connection(("127.0.0.1", site.port), timeout=60)
            open_ones.enter_context(contextlib.closing(silent))
        until(lambda: sum(name.endswith(".part") for name in site.waiting()) >= AT_ONCE)
        assert other.get("/entrar", seconds=20).status == 303
        assert other.get("/", seconds=20).status == 200
        assert other.put(act_text()).status == 201
        assert other.put(b"Acta larga\n" * LONG_BODY).status == 201
        assert len([name for name in site.waiting() if name.endswith(".part")]) <= AT_ONCE * WORKERS
    assert len(site.uploads()) == 2


def test_one_person_sends_only_so_much_at_a_time(site: Site) -> None:
    with site.up(), ExitStack() as open_ones, watched(site):
        slow = site.visitor("head")
        begun = [slow.begin(5 * MIB, bytes(2 * LONG_BODY)) for _ in range(AT_ONCE * WORKERS + 1)]
        for connection in begun:
            open_ones.enter_context(contextlib.closing(connection))
        answers: list[bytes] = []

        def heard() -> list[bytes]:
            for connection in begun:
                connection.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    if said := connection.recv(65536):
                        answers.append(said)
            return answers

        until(heard)
        assert answers[0].startswith(b"HTTP/1.1 429 ")
        assert "a la vez" in answers[0].decode() or b"\\u" in answers[0]


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Another program holds the database for itself."""
    engine = create_engine(site.config.database)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("BEGIN IMMEDIATE")
        else:
            tables = ", ".join(f'"{table}"' for table in ("evidence_upload", "sign_in", "guess"))
            connection.execute(text(f"lock table {tables}, alembic_version in share row exclusive mode"))
        yield
    engine.dispose()


def test_a_locked_database_is_said_and_passes(site: Site) -> None:
    with site.up(), watched(site):
        head = site.visitor("head")
        with locked(site), ThreadPoolExecutor(40) as many:
            answers = list(many.map(lambda _: head.put(act_text()), range(40)))
            assert site.ready().status == 503
            assert head.get("/evidencia", seconds=20).status == 200
        assert {answer.status for answer in answers} == {503}
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers)
        assert "ocupado" in str(answers[0].said["error"])
        assert site.waiting() == []
        assert site.ready().status == 200
        assert head.put(act_text()).status == 201
    assert len(site.uploads()) == 1


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(mode)


def test_a_read_only_folder_is_said_and_passes(site: Site) -> None:
    with site.up(), watched(site):
        head = site.visitor("head")
        assert head.put(act_text()).status == 201
        with read_only(site.config.evidence), read_only(site.config.evidence / "incoming"):
            refused = head.put(act_text())
            assert (refused.status, "no se puede escribir" in refused.text) == (503, True)
            ready = site.ready()
            assert ready.status == 503
            assert str(site.folder) not in ready.text
        assert site.ready().status == 200
        assert head.put(act_text()).status == 201
    assert len(site.uploads()) == 2


@contextmanager
def smaller_files(site: Site, size: int) -> Iterator[None]:
    """No file of the server grows beyond a size: what any user can do to her own processes."""
    assert site.process is not None
    pids = list(alive(site.process.mark))
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def test_no_room_for_a_file_is_said_and_passes(site: Site) -> None:
    with site.up(), watched(site):
        head = site.visitor("head")
        with smaller_files(site, 8 * MIB):
            refused = head.put(b"Acta larga\n" * MIB)
            assert (refused.status, "no queda espacio" in refused.text) == (507, True)
        assert site.waiting() == []
        assert head.put(b"Acta larga\n" * MIB).status == 201
    assert len(site.uploads()) == 1


def test_no_room_for_the_database_is_said_and_passes(site_on_sqlite: Site) -> None:
    site = site_on_sqlite
    with site.up(), watched(site):
        head = site.visitor("head")
        assert head.put(act_text()).status == 201
        with smaller_files(site, 4096):
            assert head.put(act_text()).status in (503, 507)
            assert site.ready().status == 503
            assert head.get("/evidencia").status == 200
        assert site.ready().status == 200
        assert head.put(act_text()).status == 201
    assert len(site.uploads()) == len(site.waiting()) == 2


def test_what_was_acknowledged_outlives_kills(site: Site) -> None:
    with site.up() as process, Writers(site) as writers:
        with watched(site):
            for _ in range(3):
                writers.go_on()
                os.kill(site.workers()[0], signal.SIGKILL)
            writers.go_on()
        for pid in alive(process.mark):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.popen.wait(20)
    assert_all_is_there(site, writers)
    with site.up(), watched(site):
        assert site.ready().status == 200
        assert [name for name in site.waiting() if name.endswith(".part")] == []
        assert site.visitor("head").put(act_text()).status == 201
    assert_all_is_there(site, writers)


@pytest.mark.parametrize("site", ["postgresql"], indirect=True)
def test_a_database_that_cuts_its_connections_is_met_again(site: Site) -> None:
    with site.up(), watched(site), Writers(site) as writers:
        for _ in range(3):
            writers.go_on()
            cut_connections(site)
        writers.go_on()
    assert_all_is_there(site, writers)


def cut_connections(site: Site) -> None:
    """What a restart of the database's server does to the connections of the web's."""
    engine = create_engine(site.config.database)
    with engine.connect() as connection:
        ours = "datname = current_database() and pid <> pg_backend_pid()"
        connection.execute(text(f"select pg_terminate_backend(pid) from pg_stat_activity where {ours}"))
    engine.dispose()
