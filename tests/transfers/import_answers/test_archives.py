"""A ZIP foldered by code: which file would serve which requirement, and which would not."""

import io
import zipfile

import pytest

from sello.transfers.import_answers import archives
from sello.transfers.import_answers.archives import (
    FileOverLimit,
    FolderOfNoRequirement,
    Locked,
    NotAnArchive,
    OutsideAnyFolder,
    Suspicious,
    TooManyFiles,
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
    assert read(noise) == ()


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
