"""`sello report` writes the file that was asked for."""

from __future__ import annotations

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from sello.cli import main
from sello.core.db import db, scope_to
from sello.reports import queries
from tests.reports.rows import busy_cycle


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments])


@pytest.fixture(autouse=True)
def _settings(monkeypatch, settings):
    monkeypatch.setenv("SELLO_EVIDENCE_DIR", settings.evidence_dir)
    monkeypatch.setenv("SELLO_SECRET_KEY", settings.secret_key)


def test_it_writes_the_report_of_the_current_cycle(town, tmp_path):
    busy_cycle(town)
    path = tmp_path / "informe.pdf"
    done = run("--as-of", "23-11-2026", "--output", str(path))
    assert done.exit_code == 0, done.output
    assert "estado al 23-11-2026" in done.output
    assert len(pypdfium2.PdfDocument(path)) > 3
    scope_to(db.session(), town.institution.id)
    assert queries.kept_reports() == ()


def test_it_keeps_the_report_when_asked(town, tmp_path):
    row = busy_cycle(town)
    path = tmp_path / "informe.pdf"
    done = run("--cycle", str(row.id), "--as-of", "2026-11-20", "--keep", "--output", str(path))
    assert done.exit_code == 0, done.output
    scope_to(db.session(), town.institution.id)
    (kept,) = queries.kept_reports()
    assert kept.size == path.stat().st_size


def test_the_same_day_gives_the_same_bytes(town, tmp_path):
    busy_cycle(town)
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for path in (first, second):
        assert run("--as-of", "2026-11-23", "--output", str(path)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_without_a_cycle_it_says_so_and_writes_nothing(town, tmp_path):
    done = run("--output", str(tmp_path / "x.pdf"))
    assert done.exit_code == 1
    assert "No hay un ciclo en curso" in done.output
    assert not (tmp_path / "x.pdf").exists()
