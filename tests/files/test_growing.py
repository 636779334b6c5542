"""What has come of a file stays, is gone on with from its end alone, and is forgotten in time."""

import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sello.files.store.disk import Received, Store
from sello.files.store.growing import OPEN, PIECE, Checksum, ChecksumDiffers, OffsetMoved

TICKET = "ab" * 16
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 600


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "evidence")
    store.growing.begin(TICKET)
    return store


def append(store: Store, piece: bytes, offset: int, size: int = len(CONTENT), **more: object) -> int:
    return store.growing.append(TICKET, io.BytesIO(piece), offset=offset, size=size, **more)  # type: ignore[arg-type]


class Breaks(io.BytesIO):
    """A stream whose link breaks after its bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        if not found:
            raise ConnectionResetError
        return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(cuts=st.lists(st.integers(0, len(CONTENT)), max_size=6))
def test_however_it_comes_in_it_is_the_same_file(store: Store, cuts: list[int]) -> None:
    store.growing.discard(TICKET)
    store.discard(Received("", 0, TICKET))
    store.growing.begin(TICKET)
    places = [0, *sorted(cuts), len(CONTENT)]
    for begins, ends in pairwise(places):
        assert append(store, CONTENT[begins:ends], begins) == ends
    digest, size = store.growing.finish(TICKET)
    assert (digest, size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert store.growing.finish(TICKET) == (digest, size)
    assert store.growing.length(TICKET) == len(CONTENT)
    with store.peek(Received(digest, size, TICKET), name="a") as whole:
        assert whole.read() == CONTENT


@pytest.mark.parametrize("offset", [0, 4, 6, 2**40])
def test_only_its_end_is_written_to(store: Store, offset: int) -> None:
    append(store, b"12345", 0)
    with pytest.raises(OffsetMoved):
        append(store, b"otro", offset)
    assert store.growing.length(TICKET) == 5


def test_a_connection_that_comes_back_from_the_dead_spoils_nothing(store: Store) -> None:
    """It has begun to write, another goes on in its place, and only then its next bytes arrive."""

    class Dead(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            if self.tell():
                append(store, b"de la otra", 5)
            return super().read(5)

    with pytest.raises(OffsetMoved):
        store.growing.append(TICKET, Dead(b"1234567890"), offset=0, size=100)
    assert store.growing.finish(TICKET)[1] == len(b"12345de la otra")


def test_what_came_before_the_break_stays(store: Store) -> None:
    sent = CONTENT[: 2 * PIECE]
    with pytest.raises(ConnectionResetError):
        store.growing.append(TICKET, Breaks(sent), offset=0, size=len(CONTENT))
    assert store.growing.length(TICKET) == len(sent)


def test_no_more_is_written_than_the_file_has(store: Store) -> None:
    assert append(store, b"demasiado", 0, size=3) == 3
    assert append(store, b"demasiado", 3, size=3) == 3


@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
def test_a_piece_that_its_checksum_confirms_stays(store: Store, algorithm: str) -> None:
    right = Checksum(algorithm, hashlib.new(algorithm, b"bien").digest())
    assert append(store, b"bien", 0, checksum=right) == 4


@pytest.mark.parametrize("stream", [io.BytesIO(b"mal"), Breaks(b"bi")])
def test_a_piece_that_its_checksum_does_not_confirm_goes_alone(store: Store, stream: io.BytesIO) -> None:
    append(store, b"antes", 0)
    with pytest.raises((ChecksumDiffers, ConnectionResetError)):
        store.growing.append(
            TICKET, stream, offset=5, size=100, checksum=Checksum("sha256", hashlib.sha256(b"bien").digest())
        )
    assert store.growing.length(TICKET) == 5


@pytest.mark.parametrize(
    ("age", "is_kept"), [(OPEN - timedelta(minutes=1), True), (OPEN + timedelta(minutes=1), False)]
)
def test_it_waits_for_a_weekend_and_no_longer(store: Store, age: timedelta, is_kept: bool) -> None:
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    path = next((store.root / "incoming").iterdir())
    os.utime(path, times=((now - age).timestamp(),) * 2)
    assert store.sweep(now=now) == (0 if is_kept else 1)
    assert (store.growing.length(TICKET) is not None) is is_kept


@pytest.mark.parametrize("ticket", ["", "../../etc/passwd", "AB" * 16, "ab" * 17])
def test_no_address_leads_out_of_its_folder(store: Store, ticket: str) -> None:
    for act in (store.growing.begin, store.growing.length, store.growing.finish, store.growing.discard):
        with pytest.raises(ValueError, match="ticket"):
            act(ticket)


@pytest.mark.parametrize("way", ["finish", "discard"])
def test_what_another_sender_ended_is_gone_on_with_by_nobody(store: Store, way: str) -> None:
    append(store, CONTENT, 0)
    getattr(store.growing, way)(TICKET)
    with pytest.raises(OffsetMoved):
        append(store, CONTENT[-9:], len(CONTENT) - 9)


def test_a_file_that_took_days_has_its_whole_time_to_be_described(store: Store) -> None:
    append(store, CONTENT, 0)
    path = next((store.root / "incoming").iterdir())
    long_ago = datetime.now(UTC) - OPEN
    os.utime(path, times=(long_ago.timestamp(),) * 2)
    store.growing.finish(TICKET)
    assert store.sweep(now=datetime.now(UTC) + timedelta(hours=23)) == 0
    assert store.sweep(now=datetime.now(UTC) + timedelta(hours=25)) == 1
