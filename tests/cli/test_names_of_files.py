"""A name that can be of no file ends a command with words, whichever takes it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sello.cli import main

LONG = "x" * 5_000


@pytest.mark.parametrize(
    "command",
    [
        ("catalogue", "load"),
        ("catalogue", "import"),
        ("backup",),
        ("backup", "verify"),
        ("restore",),
        ("--env-file",),
        ("report", "--output"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("where", ["long", "below a file", "a circle"])
def test_it_is_told(
    command: tuple[str, ...], where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").write_text("")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    name = {"long": LONG, "below a file": str(tmp_path / "plain/x"), "a circle": str(tmp_path / "circle/x")}
    monkeypatch.setenv("SELLO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELLO_SECRET_KEY", "only-for-tests-" * 3)
    done = CliRunner().invoke(
        main, [*command, name[where], *(["doctor"] if command == ("--env-file",) else [])]
    )
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (1, 2)
    assert "Error: " in done.output
    assert "Traceback" not in done.output
    assert not re.search(r"No such file|Not a directory|too long|Errno", done.output)
