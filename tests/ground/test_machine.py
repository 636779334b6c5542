"""What the machine lacks is found by starting it, and the last words of a run are true."""

import re
from pathlib import Path

import pytest

from tests import machine
from tests.ground import documents


@pytest.fixture(autouse=True)
def _debian_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that somebody chose for the run is not the one of these tests."""
    monkeypatch.delenv("SELLO_TEST_CHROMIUM", raising=False)


def fake(folder: Path, name: str, script: str) -> None:
    """A program on the path that is there."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize("part", machine.PROGRAMS)
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo error while loading shared libraries: libx.so.1 >&2; exit 127", "libx.so.1"),
        ("exit 3", "ended with 3"),
    ],
)
def test_a_program_that_is_there_but_does_not_start_is_missing(
    part: str, script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path, machine.PROGRAMS[part][0], script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert why in str(machine.PARTS[part].try_it())


@pytest.mark.parametrize("part", machine.PROGRAMS)
def test_a_program_that_is_not_there_is_named(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.PROGRAMS[part][0] in str(machine.PARTS[part].try_it())


def test_the_last_words_name_each_reason_once() -> None:
    said: list[str] = []
    machine.closing_words(["qpdf: no (Debian: qpdf)", "Chromium: no", "qpdf: no (Debian: qpdf)"], said.append)
    assert said == ["not run here (1): Chromium: no", "not run here (2): qpdf: no (Debian: qpdf)"]


def test_the_last_words_claim_all_only_if_nothing_was_skipped() -> None:
    said: list[str] = []
    machine.closing_words([], said.append)
    assert said == ["nothing was left out here"]


LOOKS = re.compile(r"shutil\.which|importorskip|pytest\.skip\(")
LOOKING = {
    "machine.py",
    "postgres.py",  # where Debian keeps its programs, which are not on the path
    "guide.py",  # ends what a run left, in a root of its own
    "bench/serving.py",  # no test: a load without it is made otherwise
    "server/test_full_disk.py",  # what a server says of a folder is known when it is asked
}


def test_nothing_is_left_out_but_by_a_part_of_the_machine() -> None:
    """What is skipped otherwise `make system` does not install, and no run would ever call itself whole."""
    tests = Path(machine.__file__).parent
    found = {
        str(path.relative_to(tests))
        for path in tests.rglob("*.py")
        if path != Path(__file__) and LOOKS.search(path.read_text(encoding="utf-8"))
    }
    assert found == LOOKING


def test_the_docs_name_each_package_that_is_installed() -> None:
    text = (documents.ROOT / "docs/dependencias.md").read_text(encoding="utf-8")
    paragraph = text.partition("Del sistema, si existen, y solo para las pruebas")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([a-z][\w-]+)`", paragraph))
    assert named == {package for part in machine.PARTS.values() for package in part.packages}
