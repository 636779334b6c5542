"""A stranger's ZIP is unpacked in the limited process, and what that says is bounded here."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from sello.core.refusal import Refusal
from sello.files import unpacking
from sello.files.jail import frames, warden
from sello.files.kinds import KINDS, ZIP
from sello.files.poured import CutShort, DamagedInside, Poured
from sello.files.queries import Pending
from sello.files.store.disk import FileTooLarge, Store
from sello.files.unpacking import TooManyInside, Unpacked
from tests.builders import NOW
from tests.files import samples

LIMIT = 1 << 20
NAME = "entrega.zip"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence")


def waiting(store: Store, content: bytes) -> Pending:
    """A ZIP that was received, by no door that would have looked at it."""
    received = store.receive(io.BytesIO(content), limit=1 << 30, name=NAME)
    return Pending(1, received, NAME, ZIP.media_type, NOW)


def taken(store: Store, package: Pending, *, size: int = 64 << 20, limit: int = LIMIT) -> Unpacked:
    return unpacking.unpack(package, size=size, store=store, limit=limit, allowed=tuple(KINDS.values()))


def left(store: Store) -> int:
    """Files that wait, the ZIP among them."""
    return len(list((store.root / "incoming").iterdir()))


def elsewhere(store: Store) -> set[Path]:
    """What lies anywhere but among the files that wait."""
    return {each for each in store.root.parent.rglob("*") if "incoming" not in each.parts}


def why(found: Unpacked) -> list[type[Refusal]]:
    return [type(each) for each in found.refused]


def lying(content: bytes, says: int) -> bytes:
    """A ZIP whose only entry says that it unpacks to fewer bytes than it does."""
    data = bytearray(content)
    real = zipfile.ZipFile(io.BytesIO(content)).infolist()[0].file_size
    for at in range(len(data) - 4):
        if data[at : at + 4] == struct.pack("<I", real):
            data[at : at + 4] = struct.pack("<I", says)
    return bytes(data)


def test_a_bomb_stays_packed_and_the_others_come(store: Store) -> None:
    content = samples.zipped({"bomba.pdf": b"\x00" * (8 << 20), "acta.pdf": samples.pdf("acta")})
    package = waiting(store, content)
    assert len(content) < LIMIT / 4
    assert unpacking.measure(package, store) > 8 << 20
    found = taken(store, package)
    assert [each.filename for each in found.files] == ["acta.pdf"]
    assert why(found) == [FileTooLarge]
    assert left(store) == 2


def test_one_that_lies_about_its_size_gives_no_more_than_it_says(store: Store) -> None:
    package = waiting(store, lying(samples.zipped({"bomba.pdf": b"\x00" * (8 << 20)}), 1_000))
    assert unpacking.measure(package, store) == 1_000
    found = taken(store, package)
    assert (found.files, why(found), left(store)) == ((), [DamagedInside], 1)


def test_more_than_was_measured_is_cut(store: Store) -> None:
    papers = {f"{each}.pdf": samples.pdf(each) for each in ("uno", "dos")}
    sizes = [len(each) for each in papers.values()]
    found = taken(store, waiting(store, samples.zipped(papers)), size=sum(sizes) - 1)
    assert ([each.received.size for each in found.files], why(found)) == (sizes[:1], [CutShort])
    assert left(store) == 2


@pytest.mark.parametrize(
    "name",
    [
        "../../fuera.pdf",
        "/etc/fuera.pdf",
        "C:\\Temp\\fuera.pdf",
        "a\x00b/fuera.pdf",
        "a/\u202efdp.fuera.pdf",
        "n" * 9_000,
    ],
)
def test_a_hostile_name_is_a_name_and_no_place(store: Store, name: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, samples.pdf("acta"))
    package = waiting(store, content.getvalue())
    before = elsewhere(store)
    found = taken(store, package)
    assert len(found.files) == 1
    for each in found.files:
        assert not set(each.filename) & set("/\\\x00\u202e")
        assert len(each.filename) <= 210
    assert elsewhere(store) == before


def test_what_is_no_zip_gives_nothing(store: Store) -> None:
    package = waiting(store, b"PK\x03\x04 nothing more")
    with pytest.raises(CutShort):
        unpacking.measure(package, store)
    assert why(taken(store, package)) == [CutShort]
    assert left(store) == 1


def test_one_that_takes_too_long_is_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warden, "POURING", 0.001)
    takes_a_while = samples.zipped({f"{each}.txt": "a" * 400_000 for each in range(100)})
    assert why(taken(store, waiting(store, takes_a_while))) == [CutShort]


def test_very_many_are_refused_by_their_number(store: Store) -> None:
    package = waiting(store, samples.zipped({f"{each}.txt": "x" for each in range(unpacking.MOST + 1)}))
    with pytest.raises(TooManyInside):
        unpacking.measure(package, store)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"n",
        struct.pack(frames.HEAD, frames.NAMED, 5) + b"abc",
        struct.pack(frames.HEAD, frames.NAMED, frames.MOST + 1) + b"a" * (frames.MOST + 1),
        struct.pack(frames.HEAD, b"?", 0),
        struct.pack(frames.HEAD, frames.DATA, 1) + b"a",
        struct.pack(frames.HEAD, frames.NAMED, 1) + b"a" + struct.pack(frames.HEAD, frames.NAMED, 1) + b"b",
    ],
)
def test_nothing_that_the_process_says_is_trusted(said: bytes) -> None:
    """Whatever took it over cannot make us wait, or fill our memory."""
    files = Poured(io.BytesIO(said), NAME, limit=LIMIT, most=LIMIT).files()
    with pytest.raises(CutShort):
        [file.read(LIMIT) for file in files]
