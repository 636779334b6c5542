"""A sealed file opens as it was, in any part; changed in any way it does not."""

import io
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.files.store import keys
from sello.files.store.sealing import CHUNK, HEADER, TAG, Tampered, Unsealed, content_size, seal

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
SHA = "ab" * 32
PIECE = CHUNK + TAG
LONG = random.Random(7).randbytes(3 * CHUNK + 100)


def sealed(content: bytes, *, key: bytes = KEY, sha256: str = SHA) -> bytes:
    out = io.BytesIO()
    seal(io.BytesIO(content), out, key=key, sha256=sha256)
    return out.getvalue()


def opened(content: bytes, *, key: bytes = KEY, sha256: str = SHA) -> bytes:
    with io.BufferedReader(Unsealed(io.BytesIO(content), key=key, sha256=sha256)) as found:
        return found.read()


LYING = sealed(LONG)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_it_opens_as_it_was_and_its_size_is_known_without_a_key(size: int) -> None:
    content = LONG[:size]
    lying = sealed(content)
    assert opened(lying) == content
    assert content_size(len(lying)) == size
    assert content not in lying or size < 2


def test_streams_that_give_little_at_a_time_are_sealed_whole() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 70_001))

    out = io.BytesIO()
    seal(Slow(LONG), out, key=KEY, sha256=SHA)
    assert opened(out.getvalue()) == LONG


def test_the_same_file_is_sealed_otherwise_each_time() -> None:
    assert sealed(b"acta") != sealed(b"acta")


@given(st.integers(0, len(LONG) + 10), st.integers(0, 2 * CHUNK))
def test_any_part_opens_by_itself(start: int, length: int) -> None:
    with io.BufferedReader(Unsealed(io.BytesIO(LYING), key=KEY, sha256=SHA)) as found:
        found.seek(start)
        assert found.read(length) == LONG[start : start + length]


@given(st.integers(0, 999), st.integers(0, 7))
def test_any_byte_that_is_flipped_shows(place: int, bit: int) -> None:
    short = sealed(b"acta de la mesa de genero" * 37)
    at = place % len(short)
    bent = bytearray(short)
    bent[at] ^= 1 << bit
    with pytest.raises(Tampered):
        opened(bytes(bent))


@given(st.integers(0, len(LYING) - 1))
def test_a_flip_anywhere_in_many_chunks_shows(at: int) -> None:
    bent = bytearray(LYING)
    bent[at] ^= 1
    with pytest.raises(Tampered):
        opened(bytes(bent))


@given(st.integers(0, len(LYING) - 1))
def test_whatever_is_cut_off_shows(length: int) -> None:
    with pytest.raises(Tampered):
        opened(LYING[:length])


def chunk(number: int) -> slice:
    return slice(HEADER + number * PIECE, HEADER + (number + 1) * PIECE)


ACTS: dict[str, Callable[[bytes], bytes]] = {
    "two swapped": lambda all_: all_[:HEADER] + all_[chunk(1)] + all_[chunk(0)] + all_[HEADER + 2 * PIECE :],
    "one repeated": lambda all_: all_[: HEADER + PIECE] + all_[chunk(0)] + all_[HEADER + 2 * PIECE :],
    "one left out": lambda all_: all_[:HEADER] + all_[HEADER + PIECE :],
    "the last left out": lambda all_: all_[: HEADER + 3 * PIECE],
    "the last twice": lambda all_: all_ + all_[HEADER + 3 * PIECE :],
    "one of another file": lambda all_: all_[:HEADER] + sealed(LONG)[chunk(0)] + all_[HEADER + PIECE :],
    "another file's header": lambda all_: sealed(LONG)[:HEADER] + all_[HEADER:],
    "more at the end": lambda all_: all_ + b"\x00",
    "nothing": lambda _all: b"",
    "not sealed": lambda _all: LONG,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_chunks_stay_where_they_are(act: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Tampered):
        opened(act(LYING))


def test_it_opens_under_its_key_and_hash_alone() -> None:
    with pytest.raises(Tampered):
        opened(LYING, key=OTHER)
    with pytest.raises(Tampered):
        opened(LYING, sha256="cd" * 32)


def test_a_key_has_an_id_that_tells_nothing_of_it() -> None:
    assert keys.is_id(keys.id_of(KEY))
    assert keys.id_of(KEY) != keys.id_of(OTHER)
    assert keys.id_of(KEY) not in KEY.hex()


@pytest.mark.parametrize("text", ["", "# nada\n", "corta\n", "ñ\n", "AAAA\n", "A" * 44 + "\nx\n"])
def test_what_holds_no_keys_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever part of reading finds it
        keys.read(text)
