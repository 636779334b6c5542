"""The store keeps whole files by their content, and nothing of an interrupted one."""

import errno
import hashlib
import io
import os
import signal
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sello.files.store import parts
from sello.files.store.disk import (
    CHUNK,
    FileEmpty,
    FileIncomplete,
    FileTooLarge,
    Received,
    Store,
    StoreFull,
    TicketExpired,
)

LIMIT = 10 * CHUNK


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "almacén")


def receive(store: Store, content: bytes, **changes: object) -> Received:
    values: dict[str, object] = {"limit": LIMIT, "name": "acta.pdf", **changes}
    return store.receive(io.BytesIO(content), **values)  # type: ignore[arg-type]


def left(store: Store) -> list[str]:
    return sorted(str(path.relative_to(store.root)) for path in store.root.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(content=st.binary(min_size=1, max_size=3000))
def test_what_goes_in_comes_out_under_its_hash(store: Store, content: bytes) -> None:
    received = receive(store, content)
    store.keep(received, name="acta.pdf")
    assert received.sha256 == hashlib.sha256(content).hexdigest()
    assert received.size == len(content)
    with store.open(received.sha256) as kept:
        assert kept.read() == content
    assert store.verify(received.sha256)


def test_the_place_follows_from_the_hash_and_is_read_only(store: Store) -> None:
    received = receive(store, b"acta")
    store.keep(received, name="acta.pdf")
    sha = received.sha256
    assert left(store) == [f"{sha[:2]}/{sha[2:4]}/{sha}"]
    assert (store.root / sha[:2] / sha[2:4] / sha).stat().st_mode & 0o777 == 0o440


def test_nothing_counts_before_it_is_kept(store: Store) -> None:
    received = receive(store, b"acta")
    assert not store.exists(received.sha256)
    assert list(store.digests()) == []
    with store.peek(received, name="a") as waiting:
        assert waiting.read() == b"acta"


def test_the_same_bytes_are_stored_once(store: Store) -> None:
    first, second = receive(store, b"acta"), receive(store, b"acta")
    store.keep(first, name="a")
    store.keep(second, name="b")
    assert list(store.digests()) == [first.sha256]
    assert len(left(store)) == 1


def test_keeping_twice_is_harmless(store: Store) -> None:
    received = receive(store, b"acta")
    store.keep(received, name="a")
    store.keep(received, name="a")
    assert store.verify(received.sha256)


def test_a_cut_stored_file_is_mended_by_the_same_bytes(store: Store) -> None:
    received = receive(store, b"acta entera")
    store.keep(received, name="a")
    place = store.root / left(store)[0]
    place.chmod(0o640)
    place.write_bytes(b"acta")
    assert not store.verify(received.sha256)
    store.keep(receive(store, b"acta entera"), name="a")
    assert store.verify(received.sha256)


def test_a_discarded_file_leaves_nothing(store: Store) -> None:
    store.discard(receive(store, b"acta"))
    assert left(store) == []


def test_a_swept_file_must_be_sent_again(store: Store) -> None:
    received = receive(store, b"acta")
    store.discard(received)
    with pytest.raises(TicketExpired, match=r"«acta\.pdf»"):
        store.keep(received, name="acta.pdf")


@pytest.mark.parametrize(
    ("content", "changes", "reason"),
    [
        (b"", {}, FileEmpty),
        (b"12345", {"limit": 4}, FileTooLarge),
        (b"x" * (CHUNK + 1), {"limit": CHUNK}, FileTooLarge),
        (b"123", {"expected": 4}, FileIncomplete),
    ],
)
def test_refusals_leave_nothing_and_name_the_file(
    store: Store, content: bytes, changes: dict[str, object], reason: type[Exception]
) -> None:
    with pytest.raises(reason, match=r"«acta\.pdf»"):
        receive(store, content, **changes)
    assert left(store) == []


def test_the_limit_itself_is_accepted(store: Store) -> None:
    assert receive(store, b"1234", limit=4).size == 4


def test_a_full_disk_is_said_in_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFull, match="no queda espacio"):
        receive(store, b"acta")
    assert left(store) == []


class Dropping(io.RawIOBase):
    """A body whose sender goes away after the first piece."""

    def __init__(self) -> None:
        self.pieces = [b"x" * CHUNK]

    def read(self, _size: int = -1) -> bytes:
        if self.pieces:
            return self.pieces.pop()
        raise ConnectionResetError


def test_a_dropped_connection_leaves_nothing(store: Store) -> None:
    with pytest.raises(ConnectionResetError):
        store.receive(Dropping(), limit=LIMIT, name="acta.pdf")
    assert left(store) == []


KILLED = """
import sys
from pathlib import Path
from sello.files.store.disk import Store

class Endless:
    def read(self, size):
        print("piece", flush=True)
        return b"x" * size

Store(Path(sys.argv[1])).receive(Endless(), limit=1 << 40, name="acta.pdf")
"""


@pytest.fixture
def uploading(store: Store) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(store.root)], stdout=subprocess.PIPE)
    assert process.stdout
    for _ in range(3):
        assert process.stdout.readline() == b"piece\n"
    return process


def test_a_killed_process_leaves_nothing_that_counts(
    store: Store, uploading: "subprocess.Popen[bytes]"
) -> None:
    process = uploading
    now = datetime.now(UTC)
    process.send_signal(signal.SIGSTOP)
    assert store.sweep(now=now) == 0, "a living upload is not touched"
    process.kill()
    process.wait(timeout=20)
    assert process.stdout
    process.stdout.close()
    assert list(store.digests()) == []
    assert len(left(store)) == 1
    assert store.sweep(now=now) == 1
    assert left(store) == []


def test_whole_files_wait_a_day_for_their_form(store: Store) -> None:
    received = receive(store, b"acta")
    now = datetime.now(UTC)
    assert store.sweep(now=now + timedelta(hours=23)) == 0
    store.peek(received, name="acta.pdf").close()
    assert store.sweep(now=now + timedelta(hours=25)) == 1
    with pytest.raises(TicketExpired, match=r"acta\.pdf"):
        store.peek(received, name="acta.pdf")


def test_the_sweep_never_touches_what_is_kept(store: Store) -> None:
    received = receive(store, b"acta")
    store.keep(received, name="a")
    assert store.sweep(now=datetime.now(UTC) + timedelta(days=400)) == 0
    assert store.verify(received.sha256)


def test_a_tampered_file_is_found(store: Store) -> None:
    received = receive(store, b"acta")
    store.keep(received, name="a")
    place = store.root / left(store)[0]
    place.chmod(0o640)
    place.write_bytes(b"acto")
    assert not store.verify(received.sha256)
    assert not store.verify("0" * 64)


@pytest.mark.parametrize("bad", ["../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_hashes_and_tickets_of_the_store_become_paths(store: Store, bad: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.open(bad)
    with pytest.raises(ValueError, match="ticket"):
        store.discard(Received(sha256="0" * 64, size=1, ticket=bad))


def test_memory_stays_constant(store: Store) -> None:
    class Long:
        pieces = 64

        def read(self, size: int) -> bytes:
            self.pieces -= 1
            return bytes(size) if self.pieces >= 0 else b""

    tracemalloc.start()
    try:
        received = store.receive(Long(), limit=100 * CHUNK, name="video.mp4")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert received.size == 64 * CHUNK
    assert peak < 6 * CHUNK


def test_writable_says_so(store: Store, tmp_path: Path) -> None:
    assert store.writable()
    assert left(store) == []
    (tmp_path / "archivo").write_text("no es carpeta")
    assert not Store(tmp_path / "archivo").writable()


def test_the_next_upload_clears_what_a_killed_one_left(
    store: Store, uploading: "subprocess.Popen[bytes]"
) -> None:
    uploading.kill()
    uploading.wait(timeout=20)
    assert uploading.stdout
    uploading.stdout.close()
    receive(store, b"acta")
    assert not any(name.endswith(".part") for name in left(store))


def test_a_sweep_between_birth_and_lock_loses_no_upload(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, asked = parts.fcntl.flock, []

    def sweep_first(file: object, how: int) -> None:
        asked.append(how)
        if len(asked) == 1:
            assert store.sweep(now=datetime.now(UTC)) == 1
        lock(file, how)  # type: ignore[arg-type]

    monkeypatch.setattr(parts.fcntl, "flock", sweep_first)
    received = receive(store, b"acta")
    store.keep(received, name="a")
    assert store.verify(received.sha256)
