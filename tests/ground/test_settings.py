"""Settings are read from the environment, each as what it is."""

from dataclasses import fields
from pathlib import Path

import pytest

from sello.config import Config, from_environment


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
