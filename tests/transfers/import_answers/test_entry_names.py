"""The names of entries as their sender saw them, whichever system packed them, and what systems leave."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.text import clean
from sello.transfers.import_answers import archives
from tests.transfers.import_answers.archives import flags, packed, told_in_unicode

CODES = {"1.1.1", "4.A.1"}


def read(names: dict[bytes | str, bytes]) -> list[tuple[str, str | None]]:
    lines = archives.read(io.BytesIO(packed(names)), "e.zip", CODES, limit=1000)
    return [(line.path, line.code) for line in lines]


PATHS = [
    "1.1.1 Resolución/acta.pdf",
    "1.1.1/Política número 1.pdf",
    "1.1.1/AÑO 2025 – resumen.pdf",
    "1.1.1/Ñuñoa.pdf",
    "1.1.1/DIMENSIÓN ÚNICA.pdf",
    "1.1.1/Índice.pdf",
    "1.1.1/género.pdf",
    "1.1.1/N° 5.pdf",
    "1.1.1/acta.pdf",
]


def spelled(path: str, system: str) -> bytes | str | None:
    """The name as a system writes it: with a flag, as the Mac without one, or in a page of Windows."""
    if system == "linux":
        return path
    if system == "mac":
        return unicodedata.normalize("NFD", path).encode()
    try:
        return path.encode(system)
    except UnicodeEncodeError:
        return None


WRITTEN = [
    (path, name)
    for system in ("mac", "linux", "cp850", "cp437", "cp1252")
    for path in PATHS
    if (name := spelled(path, system)) is not None
]


@pytest.mark.parametrize(("path", "name"), WRITTEN)
def test_a_name_is_read_as_its_sender_saw_it(path: str, name: bytes | str) -> None:
    document = packed({name: b"x"})
    assert isinstance(name, str) or not flags(document)[0] & 0x800
    (line,) = archives.read(io.BytesIO(document), "e.zip", CODES, limit=1000)
    assert (line.path, line.code) == (path, "1.1.1")
    found = dict(archives.contents(io.BytesIO(document), "e.zip", {path}))
    assert list(found) == [path]


@pytest.mark.parametrize(
    "left",
    [
        "1.1.1/.DS_Store", "__MACOSX/1.1.1/._acta.pdf", "1.1.1/._acta.pdf", "1.1.1/.~lock.acta.odt#",
        "1.1.1/Thumbs.db", "1.1.1/ehthumbs.db", "1.1.1/desktop.ini", "1.1.1/Desktop.ini", "1.1.1/Icon\r",
        "1.1.1/.gitkeep", "1.1.1/~$acta.docx", "1.1.1/~WRL0001.tmp", ".Trashes/1.1.1/a.pdf",
        "$RECYCLE.BIN/1.1.1/a.pdf", "1.1.1/@eaDir/a.pdf", "1.1.1/.directory",
    ],
)  # fmt: skip
def test_what_systems_leave_is_passed_over(left: str) -> None:
    assert read({left: b"x", "1.1.1/acta.pdf": b"x"}) == [("1.1.1/acta.pdf", "1.1.1")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("4.A.1/acta.pdf", "4.A.1"),
        ("4.A.1 Alcance/2025/acta.pdf", "4.A.1"),
        ("Req. 1.1.1/acta.pdf", "1.1.1"),
        ("R1.1.1/acta.pdf", "1.1.1"),
        ("Indicador 1.1.1 – Política/acta.pdf", "1.1.1"),
        ("01.01.01/acta.pdf", "1.1.1"),
        ("1-1-1/acta.pdf", "1.1.1"),
        ("1.1.1 – acta.pdf", "1.1.1"),
        ("varios/1.1.1_acta.pdf", "1.1.1"),
        ("9.9.9/1.1.1 acta.pdf", "1.1.1"),
        ("4.A.2/acta.pdf", None),
        ("1.1.1.2/acta.pdf", None),
        ("01-01-2025 acta.pdf", None),
    ],
)
def test_the_folder_or_the_name_says_the_requirement(path: str, code: str | None) -> None:
    assert read({path: b"x"}) == [(path, code)]


def paths(document: bytes) -> list[str]:
    try:
        return [line.path for line in archives.read(io.BytesIO(document), "e.zip", CODES, limit=1000)]
    except archives.NoFiles:
        return []


def test_the_field_for_names_in_unicode_counts_if_it_is_the_entrys_own() -> None:
    raw = "1.1.1/PolA\xadtica.pdf".encode("cp850")
    assert paths(told_in_unicode(raw, "1.1.1/Política.pdf")) == ["1.1.1/Política.pdf"]
    assert paths(told_in_unicode(b"1.1.1/Otra.pdf", "1.1.1/Una.pdf", whose=raw)) == ["1.1.1/Otra.pdf"]


LETTERS = st.characters(codec="utf-8")
HOSTILE = st.text(LETTERS, min_size=1, max_size=30).filter(lambda name: name.strip("/\x00"))


@given(HOSTILE)
def test_no_name_of_an_entry_brings_in_what_nothing_keeps(name: str) -> None:
    for document in (told_in_unicode(b"1.1.1/a.pdf", name), packed({name.replace("\x00", ""): b"x"})):
        for path in paths(document):
            assert path == clean(path).replace("\n", "")
            assert all(char.isprintable() or unicodedata.category(char) in {"Zs", "Cn"} for char in path)
