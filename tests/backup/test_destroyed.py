"""A backup from before an acta: what that destroyed does not come back with it, and is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sello.backup import service
from sello.core import destroyed
from tests.backup.conftest import Instance

THEN = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def gone(sha256: str, decided: datetime) -> destroyed.Destroyed:
    return destroyed.Destroyed(1, 1, decided, None, None, "", 1, (sha256,))


def a_file(instance: Instance) -> str:
    """One of the files that the instance names."""
    return sorted(
        str(value)
        for row in instance.rows()["evidence_version"]
        for value in row
        if isinstance(value, str) and len(value) == 64
    )[0]


@pytest.mark.parametrize("hours", [1, -1])
def test_what_was_destroyed_after_a_backup_stays_away(
    instance: Instance, elsewhere: Instance, tmp_path: Path, hours: int
) -> None:
    folder, sha256 = tmp_path / "backup", a_file(instance)
    service.back_up(instance.config, folder, now=THEN)
    destroyed.note(folder, gone(sha256, THEN + timedelta(hours=hours)))
    manifest = service.restore(elsewhere.config, folder, replace=False, now=THEN + timedelta(days=1))
    assert elsewhere.store.exists(sha256) is (hours < 0), "one that came back later than its acta is another"
    assert service.gone_since(elsewhere.config, manifest) == ({sha256} if hours > 0 else set())
    assert all(elsewhere.store.verify(each) for each in manifest.files if each != sha256)


def test_the_command_says_it_and_the_register_goes_with_each_backup(
    instance: Instance, elsewhere: Instance, tmp_path: Path, done
) -> None:
    folder, sha256 = tmp_path / "backup", a_file(instance)
    destroyed.note(Path(instance.config.data_dir), gone("ab" * 32, THEN))
    service.back_up(instance.config, folder, now=THEN)
    assert destroyed.noted(folder) == (gone("ab" * 32, THEN),)
    destroyed.note(folder, gone(sha256, THEN + timedelta(hours=1)))
    told = done(elsewhere, "restore", folder)
    assert "un acta eliminó 1 de estos archivos" in told
    assert len(destroyed.noted(Path(elsewhere.config.data_dir))) == 2
