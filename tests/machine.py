"""What this machine can run: every part is started, never looked for, and what does not start is named.

`python -m tests.machine` prints the Debian packages of the parts that do not start, for `make system`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import pytest

from sello.files.jail import warden
from tests import postgres

PATIENCE = 120
"""Seconds that a program has to start and end; a cold browser on a busy machine takes ten."""


@dataclass(frozen=True)
class Part:
    """Something outside Python that tests use: how to try it, and the Debian packages that bring it."""

    try_it: Callable[[], str | None]
    packages: tuple[str, ...]


def program(part: str) -> str | None:
    """The path of a program, under any of its names; `SELLO_TEST_CHROMIUM` may name another browser."""
    chosen = os.environ.get(f"SELLO_TEST_{part.upper()}")
    return chosen or next((path for name in PROGRAMS[part] if (path := shutil.which(name))), None)


@cache
def why_not(part: str) -> str | None:
    """Why a part of the machine does not start, in one line; None if it does."""
    return PARTS[part].try_it()


def reason(part: str) -> str | None:
    """What a skipped test says, and the run's last words repeat; None if the part starts."""
    why = why_not(part)
    return why and f"{part}: {why} (Debian: {' '.join(PARTS[part].packages)})"


def needs(part: str) -> pytest.MarkDecorator:
    """Mark a test that cannot run without a part of the machine."""
    return pytest.mark.skipif(reason(part) is not None, reason=reason(part) or "")


def require(part: str) -> None:
    """Skip whoever asks, as `needs` does, where only a fixture knows that the part is needed."""
    if why := reason(part):
        pytest.skip(why)


def closing_words(reasons: Iterable[str], write: Callable[[str], None]) -> None:
    """Say what was skipped and why, so that a green run never means more than it checked."""
    counted = Counter(reasons)
    for why, tests in sorted(counted.items()):
        write(f"not run here ({tests}): {why}")
    if not counted:
        write("nothing was left out here")


def _starts(part: str, *arguments: str) -> str | None:
    """Run a program with arguments that make it end by itself."""
    path = program(part)
    if path is None:
        return f"none of {', '.join(PROGRAMS[part])} is on the path"
    return _run([path, *arguments])


def _run(command: list[str]) -> str | None:
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if not ended.returncode:
        return None
    said = (ended.stderr or ended.stdout).strip().splitlines()
    return said[-1] if said else f"it ended with {ended.returncode}"


def _chromium() -> str | None:
    """Show an empty page: the program's version alone would not prove that it can."""
    with tempfile.TemporaryDirectory(prefix="sello-chromium-") as profile:
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}")
        return _starts("Chromium", *quiet, "--dump-dom", "about:blank")


def _browser_driver() -> str | None:
    """Start the program inside the playwright package: it links system libraries that pip does not bring."""
    return _run([sys.executable, "-m", "playwright", "--version"])


def _libmagic() -> str | None:
    """Ask the system's own reader of file types for one."""
    try:
        import magic

        magic.from_buffer(b"%PDF-1.7", mime=True)
    except (ImportError, OSError) as error:
        return str(error)
    return None


def _tesseract() -> str | None:
    """Look for its Spanish too: the program alone knows only English."""
    if warden.recogniser():
        return None
    return _starts("tesseract", "--version") or f"it does not know the language «{warden.LANGUAGE}»"


def _tmpfs() -> str | None:
    """Mount a small disk and take it away again: root may, in most places."""
    with tempfile.TemporaryDirectory(prefix="sello-disk-") as folder:
        why = _run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder])
        return why or _run(["umount", folder])


def _clamd() -> str | None:
    """The scanner's daemon; what it finds is told by signatures of the tests."""
    return _starts("clamd", "--version")


def _dovecot() -> str | None:
    """The mailbox's daemon, which lies where only root looks."""
    return _starts("dovecot", "--version")


PROGRAMS = {
    "dovecot": ("dovecot",),
    "clamd": ("clamd",),
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "openssl": ("openssl",),
    "qpdf": ("qpdf",),
    "caddy": ("caddy",),
    "systemd-analyze": ("systemd-analyze",),
    "tesseract": (warden.RECOGNISER,),
}

PARTS = {
    "Chromium": Part(_chromium, ("chromium", "fonts-dejavu-core")),
    "browser driver": Part(_browser_driver, ("libatomic1",)),
    "PostgreSQL": Part(postgres.why_not, ("postgresql",)),
    "libmagic": Part(_libmagic, ("libmagic1",)),
    "clamd": Part(_clamd, ("clamav-daemon",)),
    "dovecot": Part(_dovecot, ("dovecot-imapd",)),
    "openssl": Part(lambda: _starts("openssl", "version"), ("openssl",)),
    "qpdf": Part(lambda: _starts("qpdf", "--version"), ("qpdf",)),
    "caddy": Part(lambda: _starts("caddy", "version"), ("caddy",)),
    "systemd-analyze": Part(lambda: _starts("systemd-analyze", "--version"), ("systemd",)),
    "tesseract": Part(_tesseract, ("tesseract-ocr", "tesseract-ocr-spa")),
    "tmpfs": Part(_tmpfs, ("mount",)),
}


if __name__ == "__main__":
    print(*(package for part, tried in PARTS.items() if why_not(part) for package in tried.packages))
