"""A ZIP foldered by code: which file would serve which requirement, and which would not."""

import io
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.transfers.import_answers import archives
from sello.transfers.import_answers.archives import (
    FileOverLimit,
    FolderOfNoRequirement,
    LeadsOutside,
    Locked,
    Nameless,
    NoFiles,
    NotAnArchive,
    OutsideAnyFolder,
    Suspicious,
    TooManyFiles,
    WrittenOver,
)

CODES = {"1.1.1", "1.1.2", "2.1.1"}


def packed(files: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, data in files.items():
            package.writestr(path, data)
    out.seek(0)
    return out


def read(files: dict[str, bytes], limit: int = 10_000_000) -> tuple[archives.FileLine, ...]:
    return archives.read(packed(files), "evidencias.zip", CODES, limit=limit)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("1.1.1/acta.pdf", "1.1.1"),
        ("1.1.1 Política/acta.pdf", "1.1.1"),
        ("1.1.2-programas/2025/acta.pdf", "1.1.2"),
        ("Dimensión 2/2.1.1_unidad/acta.pdf", "2.1.1"),
        ("1.1.1/1.1.2/acta.pdf", "1.1.2"),
        ("1.1.1\\acta.pdf", "1.1.1"),
    ],
)
def test_the_nearest_folder_with_a_code_counts(path: str, code: str) -> None:
    (line,) = read({path: b"x"})
    assert (line.code, line.problem) == (code, None)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("acta.pdf", OutsideAnyFolder),
        ("varios/acta.pdf", OutsideAnyFolder),
        ("9.9.9/acta.pdf", FolderOfNoRequirement),
        ("1.1/acta.pdf", FolderOfNoRequirement),
        ("1.1.10/acta.pdf", FolderOfNoRequirement),
    ],
)
def test_what_has_no_requirement_says_so(path: str, problem: type) -> None:
    (line,) = read({path: b"x"})
    assert isinstance(line.problem, problem)


def test_what_systems_leave_behind_is_passed_over() -> None:
    noise = {"1.1.1/.DS_Store": b"", "__MACOSX/1.1.1/._a": b"", "1.1.1/Thumbs.db": b"", "1.1.1/~$a.docx": b""}
    (line,) = read(noise | {"1.1.1/acta.pdf": b"x"})
    assert line.path == "1.1.1/acta.pdf"
    assert archives.passed_over(packed(noise), "e.zip") == tuple(noise)
    with pytest.raises(NoFiles):
        read(noise)


@pytest.mark.parametrize("names", [[], ["1.1.1/"], ["1.1.1/", "1.1.1/.DS_Store"]], ids=str)
def test_an_archive_without_files_says_so(names: list[str]) -> None:
    with pytest.raises(NoFiles) as refused:
        read(dict.fromkeys(names, b""))
    assert "no trae ningún archivo" in str(refused.value)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("../1.1.1/acta.pdf", LeadsOutside),
        ("1.1.1/../../acta.pdf", LeadsOutside),
        ("..\\1.1.1\\acta.pdf", LeadsOutside),
        ("1.1.1/..", LeadsOutside),
        ("/1.1.1/acta.pdf", None),
        ("C:\\1.1.1\\acta.pdf", None),
        ("./1.1.1/acta.pdf", None),
        ("\u200b", Nameless),
        (".", Nameless),
    ],
)
def test_a_path_out_of_the_folder_is_listed_with_what_happens_to_it(path: str, problem: type | None) -> None:
    (line,) = read({path: b"x"})
    assert type(line.problem) is (problem or type(None))
    assert line.code == (None if problem else "1.1.1")


def twice(*entries: tuple[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path, data in entries:
            package.writestr(path, data)
    out.seek(0)
    return out


def test_of_two_under_one_name_the_last_counts_and_the_first_is_listed_too() -> None:
    name = "1.1.1/acta.pdf"
    source = twice((name, b"uno"), (f"{name} (1)", b"otro"), (name, b"dos"), (name, b"tres"))
    lines = archives.read(source, "e.zip", CODES, limit=100)
    assert [(line.path, type(line.problem)) for line in lines] == [
        (f"{name} (2)", WrittenOver),
        (f"{name} (1)", type(None)),
        (f"{name} (3)", WrittenOver),
        (name, type(None)),
    ]
    assert [(path, stream.read()) for path, stream in archives.contents(source, "e.zip", {name})] == [
        (name, b"tres")
    ]


PARTS = st.sampled_from(
    ["1.1.1", "..", ".", "", "a.pdf", ".DS_Store", "__MACOSX", "\u200b", "C:", "a\u202e.pdf"]
)


@given(st.lists(st.tuples(st.lists(PARTS, min_size=1, max_size=4).map("/".join), st.binary(max_size=4))))
def test_every_entry_is_told_what_becomes_of_it(entries: list[tuple[str, bytes]]) -> None:
    source = twice(*((name, data) for name, data in entries if name))
    with zipfile.ZipFile(source) as package:
        files = [entry for entry in package.infolist() if not entry.is_dir()]
    passed = archives.passed_over(source, "e.zip")
    try:
        lines = archives.read(source, "e.zip", CODES, limit=100)
    except NoFiles:
        lines = ()
    assert len(lines) + len(passed) == len(files)
    assert len({line.path for line in lines}) == len(lines)
    assert all(line.problem or line.code for line in lines)
    good = {line.path for line in lines if line.problem is None}
    assert {path for path, _ in archives.contents(source, "e.zip", good)} == good


def test_a_file_over_the_limit_and_a_bomb_are_named() -> None:
    (line,) = read({"1.1.1/a.txt": b"abcd" * 10}, limit=10)
    assert isinstance(line.problem, FileOverLimit)
    (line,) = read({"1.1.1/a.txt": b"\0" * 5_000_000})
    assert isinstance(line.problem, Suspicious)


def test_a_locked_file_is_named() -> None:
    raw = bytearray(packed({"1.1.1/a.txt": b"x"}).getvalue())
    central = raw.index(b"PK\x01\x02")
    raw[central + 8] |= 1
    (line,) = archives.read(io.BytesIO(bytes(raw)), "e.zip", CODES, limit=100)
    assert isinstance(line.problem, Locked)


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(NotAnArchive):
        archives.read(io.BytesIO(b"no es un zip"), "e.zip", CODES, limit=100)


def test_more_files_than_can_be_looked_through_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    with pytest.raises(TooManyFiles):
        read({f"1.1.1/{n}.txt": b"x" for n in range(3)})


def test_only_the_named_files_are_opened() -> None:
    source = packed({"1.1.1/a.txt": b"uno", "1.1.2/b.txt": b"dos"})
    assert [(p, s.read()) for p, s in archives.contents(source, "e.zip", {"1.1.2/b.txt"})] == [
        ("1.1.2/b.txt", b"dos")
    ]
