"""The README's table of settings and the code's say the same."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sello.config import Config, from_environment

README = Path(__file__).resolve().parents[2] / "README.md"
HEAD = ["| Variable | Si falta | Qué hace |", "| --- | --- | --- |"]


def table() -> str:
    """The settings as the README has to show them."""
    rows = []
    for each in fields(Config):
        if "env" in each.metadata:
            default = "—" if each.default in ("", False) else f"`{each.default}`"
            rows.append(f"| `{each.metadata['env']}` | {default} | {each.metadata['meaning']} |")
    return "\n".join(HEAD + rows)


def test_readme_lists_every_setting_as_the_code_has_it() -> None:
    assert table() in README.read_text(encoding="utf-8")


def test_readme_names_no_setting_that_does_not_exist() -> None:
    known = {each.metadata.get("env") for each in fields(Config)} | {"SELLO_INIT_PASSWORD"}
    named = set(re.findall(r"\b(?:SELLO_[A-Z_]+|DATABASE_URL)\b", README.read_text(encoding="utf-8")))
    assert {name for name in named if not name.startswith("SELLO_TEST_")} <= known


def test_every_setting_reads_from_its_variable() -> None:
    for each in fields(Config):
        if "env" not in each.metadata:
            continue
        raw = {bool: "sí", int: "7", str: "x"}[type(each.default)]
        value = getattr(from_environment({each.metadata["env"]: raw}), each.name)
        assert value == {bool: True, int: 7, str: "x"}[type(each.default)]


def test_a_number_that_is_none_is_an_error_that_names_its_variable() -> None:
    with pytest.raises(ValueError, match="SELLO_PORT"):
        from_environment({"SELLO_PORT": "ocho"})


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("postgres://u@h/b", "postgresql://u@h/b"),
        ("postgresql://u@h/b", "postgresql://u@h/b"),
        ("sqlite:////tmp/x.db", "sqlite:////tmp/x.db"),
    ],
)
def test_database_address(url: str, read: str) -> None:
    assert from_environment({"DATABASE_URL": url}).database == read


def test_sqlite_and_evidence_lie_in_the_data_folder(tmp_path: Path) -> None:
    config = from_environment({"SELLO_DATA": str(tmp_path)})
    assert config.database == f"sqlite:///{tmp_path / 'sello.sqlite3'}"
    assert config.evidence == tmp_path / "evidence"
