"""What git writes is what was committed, also where it is told to end lines as Windows does."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRAGILE = (
    ".ci/run",
    ".gitattributes",
    "Makefile",
    "README.png",
    "requirements.lock",
    "sello/__main__.py",
    "tests/bare.sh",
    "tests/system.sh",
)
"""Scripts, recipes and locks that a carriage return would break, and bytes that are no text."""


def test_line_ends_stay_as_they_are_on_windows(tmp_path: Path) -> None:
    fonts = [path.relative_to(ROOT).as_posix() for path in (ROOT / "sello").rglob("*.ttf")]
    names = [*FRAGILE, *fonts]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.autocrlf", "true")
    git(tmp_path, "add", *names)
    git(tmp_path, "checkout-index", "--all", "--prefix=written/")
    changed = [
        name for name in names if (tmp_path / "written" / name).read_bytes() != (ROOT / name).read_bytes()
    ]
    assert changed == []


def test_scripts_may_be_run() -> None:
    scripts = [ROOT / ".ci" / "run", *(ROOT / "tests").glob("*.sh")]
    assert [path.name for path in scripts if not path.stat().st_mode & 0o100] == []


def git(place: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=place, check=True, capture_output=True)
