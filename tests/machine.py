"""What this machine can run, and the closing words of a run that name what it could not."""

import os
import shutil
from collections.abc import Callable
from functools import lru_cache

import pytest

from tests import postgres

PROGRAMS = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "qpdf": ("qpdf",),
    "poppler": ("pdftotext",),
}


@lru_cache(maxsize=1)
def missing() -> dict[str, str]:
    """The parts that the tests can use and this machine has not, each with its reason."""
    found = {
        part: f"none of {', '.join(names)} is on the path"
        for part, names in PROGRAMS.items()
        if not program(part)
    }
    if reason := postgres.why_not():
        found["PostgreSQL"] = reason
    if reason := _libmagic():
        found["libmagic"] = reason
    return found


def program(part: str) -> str | None:
    """The path of a program, under any of its names; `SELLO_TEST_CHROMIUM` may name another browser."""
    chosen = os.environ.get(f"SELLO_TEST_{part.upper()}")
    return chosen or next((path for name in PROGRAMS[part] if (path := shutil.which(name))), None)


def needs(part: str) -> pytest.MarkDecorator:
    """Mark a test that cannot run without a part of the machine; the run's last words will name it."""
    return pytest.mark.skipif(part in missing(), reason=f"{part}: {missing().get(part)}")


def closing_words(write: Callable[[str], None]) -> None:
    """Say what could not be run here, so that a green run never means more than it checked."""
    for part, reason in missing().items():
        write(f"not run here: {part} ({reason})")
    if not missing():
        write("everything was run here: " + ", ".join(sorted([*PROGRAMS, "PostgreSQL", "libmagic"])))


def _libmagic() -> str | None:
    """Why the system's own reader of file types cannot be asked."""
    try:
        import magic  # noqa: F401
    except ImportError as error:
        return str(error)
    return None
