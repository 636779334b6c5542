"""The file of settings means the same to the program, to a shell and to systemd, or it is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sello.cli import env_file, main
from tests.ground.test_install_guide import GUIDE, block, by_shell, by_systemd

EXAMPLE = block(GUIDE, "SELLO_SECRET_KEY=")


def test_program_shell_and_systemd_read_the_guide_alike(tmp_path: Path) -> None:
    file = tmp_path / "sello.env"
    file.write_text(EXAMPLE.replace("# DATABASE_URL", "DATABASE_URL"), encoding="utf-8")
    read = env_file.parse(file.read_text(encoding="utf-8"))
    assert read == by_shell(file) == by_systemd(file)
    assert read["SELLO_MAIL_FROM"] == "Sello <sello@municipio.example>"


@pytest.mark.parametrize(
    "line",
    [
        "SELLO_MAIL_FROM=Sello <sello@municipio.example>",
        "SELLO_SECRET_KEY=abc            # how to make one",
        'SELLO_SMTP_PASSWORD="a$b"',
        "SELLO_SMTP_PASSWORD='it's'",
        "SELLO_SMTP_PASSWORD=a\\b",
        "SELLO_SMTP_PASSWORD=$HOME",
        "SELLO_SMTP_PASSWORD=~/x",
        "export SELLO_PROXIES=1",
        "SELLO_PROXIES = 1",
        " SELLO_PROXIES=1",
        "SELLO_PROXIES",
        "sello_proxies=1",
        "SELLO_DATA=/var/lib/sello",
    ],
)
def test_a_line_that_is_not_read_alike_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(env_file.BadLine, match="línea 2"):
        env_file.parse(f"SELLO_DATA=/var\n{line}\n")


def test_the_mark_of_a_windows_editor_is_named(tmp_path: Path) -> None:
    file = tmp_path / "sello.env"
    file.write_text("SELLO_PORT=1\n", encoding="utf-8-sig")
    told = CliRunner().invoke(main, ["--env-file", str(file), "doctor"])
    assert told.exit_code == 1
    assert "sin BOM" in told.output


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "sello.env"
    file.write_text("SELLO_PORT=1\nSELLO_HOST='127.0.0.1'\n")
    environ = {"SELLO_PORT": "2", "SELLO_ENV_FILE": str(file)}
    env_file.load(None, environ)
    assert (environ["SELLO_PORT"], environ["SELLO_HOST"]) == ("2", "127.0.0.1")


def test_a_file_that_cannot_be_read_ends_the_command_with_words(tmp_path: Path) -> None:
    bad = tmp_path / "bad.env"
    bad.write_text("SELLO_PORT = 1\n")
    for words, said in (
        (["--env-file", str(bad)], "línea 1"),
        (["--env-file", str(tmp_path / "no")], "No se puede"),
    ):
        told = CliRunner().invoke(main, [*words, "doctor"])
        assert told.exit_code == 1
        assert said in told.output
