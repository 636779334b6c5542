"""What the machine lacks is found by starting it, and the last words of a run are true."""

from pathlib import Path

import pytest

from tests import machine


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
