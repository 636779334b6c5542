"""What a store promises it keeps wherever the bytes lie: folder, bucket, sealed, or on the way."""

import hashlib
import io
import json
import os
import random
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sello.files.jail import warden
from sello.files.store.disk import CHUNK, FileTooLarge, Received, Store, TicketExpired

LIMIT = 64 * CHUNK


def kept(store: Store, content: bytes) -> Received:
    received = store.receive(io.BytesIO(content), limit=LIMIT, name="acta.pdf")
    store.keep(received, name="acta.pdf")
    return received


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(content=st.binary(min_size=1, max_size=3000))
def test_what_goes_in_comes_out_under_its_hash(store: Store, content: bytes) -> None:
    received = kept(store, content)
    assert received.sha256 == hashlib.sha256(content).hexdigest()
    assert store.size(received.sha256) == len(content)
    with store.open(received.sha256) as found:
        assert found.read() == content
    assert store.verify(received.sha256)
    assert received.sha256 in set(store.digests())


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 9 * CHUNK + 17])
def test_any_part_of_it_is_read(store: Store, size: int) -> None:
    content = random.Random(size).randbytes(size)
    received = kept(store, content)
    with store.open(received.sha256) as found:
        for start in {0, 1, size // 2, max(0, CHUNK - 3), size - 1}:
            assert found.seek(start) == start
            assert found.read(5000) == content[start : start + 5000]
        assert found.seek(-1, os.SEEK_END) == size - 1
        assert found.read() == content[-1:]
        assert found.seek(size + 10) == size + 10
        assert found.read(4) == b""
        found.seek(0)
        assert hashlib.sha256(found.read()).hexdigest() == received.sha256
    assert store.verify(received.sha256)


def test_nothing_counts_before_it_is_kept(store: Store) -> None:
    received = store.receive(io.BytesIO(b"acta"), limit=LIMIT, name="acta.pdf")
    assert not store.exists(received.sha256)
    assert list(store.digests()) == []
    store.keep(received, name="a")
    store.keep(received, name="a")
    with store.peek(received, name="a") as found:
        assert found.read() == b"acta"
    assert list(store.digests()) == [received.sha256]
    assert [*store.root.glob("incoming/*")] == [], "nothing of it waits any more"


def test_what_was_swept_has_to_come_again(store: Store) -> None:
    received = store.receive(io.BytesIO(b"acta"), limit=LIMIT, name="acta.pdf")
    store.discard(received)
    with pytest.raises(TicketExpired):
        store.keep(received, name="acta.pdf")
    assert not store.exists(received.sha256)


def test_what_is_refused_leaves_nothing(store: Store) -> None:
    with pytest.raises(FileTooLarge):
        store.receive(io.BytesIO(b"x" * 100), limit=10, name="acta.pdf")
    assert list(store.digests()) == []


def test_what_is_not_there_is_said(store: Store) -> None:
    assert store.size("0" * 64) is None
    assert not store.verify("0" * 64)
    with pytest.raises(FileNotFoundError):
        store.open("0" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        store.open("../../etc/passwd")


def test_a_file_that_grew_is_kept_like_any_other(store: Store) -> None:
    ticket = "a" * 32
    store.growing.begin(ticket)
    end = store.growing.append(ticket, io.BytesIO(b"primera "), offset=0, size=15)
    store.growing.append(ticket, io.BytesIO(b"segunda"), offset=end, size=15)
    sha256, size = store.growing.finish(ticket)
    store.keep(Received(sha256=sha256, size=size, ticket=ticket), name="a")
    with store.open(sha256) as found:
        assert found.read() == b"primera segunda"


def test_what_is_dropped_is_gone(store: Store) -> None:
    first, second = kept(store, b"acta"), kept(store, b"otra")
    store.objects.drop(first.sha256)
    store.objects.drop(first.sha256)
    assert list(store.digests()) == [second.sha256]


def test_the_limited_process_reads_it_from_a_file_of_this_machine(store: Store) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as out:
        out.writestr("acta.txt", b"acta" * 1000)
        out.writestr("lista.txt", random.Random(1).randbytes(3 * CHUNK))
    received = kept(store, package.getvalue())
    with store.open(received.sha256) as stored:
        reply = warden.read("measure", "archive", file=stored, most=1000)
    assert (reply.word, json.loads(reply.content)) == ("ok", {"files": 2, "size": 4000 + 3 * CHUNK})


def test_memory_stays_constant(store: Store) -> None:
    class Long:
        pieces = 48

        def read(self, size: int) -> bytes:
            self.pieces -= 1
            return bytes(size) if self.pieces >= 0 else b""

    tracemalloc.start()
    try:
        received = store.receive(Long(), limit=LIMIT, name="video.mp4")
        store.keep(received, name="video.mp4")
        with store.open(received.sha256) as found:
            while found.read(256 << 10):
                pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert store.size(received.sha256) == 48 * CHUNK
    assert peak < 16 << 20


def test_all_is_well_and_said_so(store: Store) -> None:
    assert store.trouble() is None
    assert list(store.digests()) == []
