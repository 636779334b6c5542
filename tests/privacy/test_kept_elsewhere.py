"""What is gone by an acta is missed by nobody: `sello verify`, and the backup."""

from pathlib import Path

import pytest

from sello.backup import files
from sello.cli.verify import _files_hold
from sello.files.store.disk import Store
from tests.privacy.test_purging import confirmed, hash_of, piece, run  # noqa: F401  # a fixture


@pytest.fixture
def own_store(app, monkeypatch) -> Store:
    """The store that commands open by the settings, as the tests' pages do."""
    made = Store(app.extensions["sello"].evidence)
    monkeypatch.setitem(app.extensions, "sello.store", made)
    return made


def test_verify_says_by_which_acta_and_finds_bytes_that_stayed(app, town, piece, own_store, capsys):  # noqa: F811
    before = _files_hold()
    sha256 = hash_of(piece)
    with own_store.open(sha256) as stored:
        content = stored.read()
    run(app, town, confirmed(town, piece))
    assert _files_hold() is before is True
    assert f"eliminado según acta N° 1  {sha256}" in capsys.readouterr().out
    place = Path(own_store.root) / sha256[:2] / sha256[2:4] / sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    assert _files_hold() is False
    assert "sigue ahí, y el acta N° 1 lo eliminó" in capsys.readouterr().out


def test_a_backup_of_a_database_from_before_actas_asks_as_before():
    assert files.naming({"evidence_version", "report"}) == (
        "select sha256 from evidence_version",
        "select sha256 from report",
    )
    assert files.gone({"evidence_version"}) == ()
    assert len(files.gone({"purge_item"})) == 1
