"""The limited process answers in one word, and can neither reach out nor go on for ever."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from sello.core.jail import limits
from sello.files.jail import warden
from tests.files import samples
from tests.files.corpus.documents import locked_pdf, modern_lock

ROOT = str(Path(__file__).parents[2])
TRIES = {
    "socket": "import socket; socket.socket()",
    "fork": "import os; os.fork()",
    "program": "import os; os.execv('/bin/true', ['true'])",
    "write": "open(sys.argv[1], 'wb', 0).write(b'x')",
    "end another": "import os; os.kill(os.getppid(), 0)",
    "end a thread": "import ctypes, os; on = os.getppid(); assert not ctypes.CDLL(None).tgkill(on, on, 0)",
    "limit another": "import os, resource; resource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
    "hold another": "import os; os.pidfd_open(os.getppid())",
    "be called": "import fcntl, os; fcntl.fcntl(1, fcntl.F_SETOWN, os.getppid())",
    "be called so": "import fcntl; fcntl.fcntl(1, fcntl.F_SETSIG, 9)",
    "memory": "bytearray(2 << 30)",
}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (samples.pdf(), "opens"),
        (locked_pdf(""), "opens"),
        (locked_pdf("clave"), "locked"),
        (modern_lock(""), "opens"),
        (modern_lock("clave"), "locked"),
        (b"%PDF-1.4\n", "broken"),
        (b"", "broken"),
    ],
)
def test_a_pdf_is_judged(content: bytes, word: str, tmp_path: Path) -> None:
    assert warden.ask("open_pdf", io.BytesIO(content)) == word
    (tmp_path / "a").write_bytes(content)
    with (tmp_path / "a").open("rb") as file:
        file.read(3)
        assert warden.ask("open_pdf", file) == word, "from its beginning, wherever it was read to"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (samples.pdf(), "repairable"),
        (samples.pdf()[:-40], "repairable"),
        (samples.pdf()[60:], "repairable"),
        (locked_pdf("clave"), "locked"),
        (modern_lock("clave"), "locked"),
        (modern_lock(""), "repairable"),
        (b"%PDF-1.4\n%%EOF\n", "broken"),
        (b"<html></html>", "broken"),
        (b"", "broken"),
    ],
)
def test_what_a_repair_would_find(content: bytes, word: str) -> None:
    assert warden.ask("repair_pdf", io.BytesIO(content)) == word


def test_an_unknown_question_has_no_answer() -> None:
    assert warden.ask("sing", io.BytesIO(samples.pdf())) is None


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warden, "SECONDS", 0)
    assert warden.ask("open_pdf", io.BytesIO(samples.pdf())) is None


THREAD = "import threading; t = threading.Thread(target=print); t.start(); t.join()"


@pytest.mark.parametrize("threads", [False, True])
@pytest.mark.parametrize("what", [*TRIES, "thread"])
def test_what_the_process_has_given_up(what: str, threads: bool, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(limits.__file__).parent)!r}); import limits; "
        f"limits.confine(threads={threads}); "
    )
    if what == "thread":
        command = [sys.executable, "-I", "-c", code + THREAD]
        ended = subprocess.run(command, capture_output=True, check=False)
        assert (ended.returncode == 0) is threads, "a thread only where a library needs one"
        return
    command = [sys.executable, "-I", "-c", code + TRIES[what], str(tmp_path / "a")]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    free = [sys.executable, "-I", "-c", TRIES["socket"]]
    assert subprocess.run(free, capture_output=True, check=False).returncode == 0, (
        "without the limits it works"
    )


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        (("/bin/sh", "-c", "exit 7"), 7),
        (("/bin/sh", "-c", "true | true"), 2),
        (("/bin/sh", "-c", 'test -z "$HOME"'), 0),
        ((sys.executable, "-Ic", TRIES["socket"]), 1),
        ((sys.executable, "-Ic", TRIES["memory"]), 1),
    ],
)
def test_a_program_that_the_process_becomes_has_given_up_the_rest(said: tuple[str, ...], ends: int) -> None:
    """It runs, alone: it starts no other one, reaches nobody, and finds nothing of our environment."""
    begins = f"import sys; sys.path.append({ROOT!r}); from sello.files.jail.cell import main; main()"
    command = [sys.executable, "-I", "-c", begins, "become", *said]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert ended.returncode == ends
