"""The import contracts of setup.cfg: kept by the house, and each broken by one bent import."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BENT = {
    "Imports run one way": ("sello/cycles/queries/cycles.py", "sello.tasks.models"),
    "Only the web, the application and the commands": ("sello/evidence/models.py", "flask"),
    "Inside a room": ("sello/tasks/models.py", "sello.tasks.queries.rows"),
    "Reports stand on what all documents": (
        "sello/reports/document/pdf/paper.py",
        "sello.reports.readiness.contents",
    ),
    "Rules are pure": ("sello/tasks/domain/due.py", "sqlalchemy"),
    "Screens know services and rows": ("sello/web/tasks/lists.py", "sello.tasks.models"),
    "The screens of one noun": ("sello/web/tasks/lists.py", "sello.web.evidence.forms"),
}


@pytest.fixture(scope="module")
def hollow(tmp_path_factory) -> Path:
    """The house with every module empty: the same rooms, no import."""
    root = tmp_path_factory.mktemp("hollow")
    for path in (ROOT / "sello").rglob("*.py"):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    (root / "setup.cfg").write_bytes((ROOT / "setup.cfg").read_bytes())
    return root


def contracts(folder: Path) -> str:
    command = "import sys; from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    run = [sys.executable, "-c", command]
    return subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_an_empty_house_breaks_nothing(hollow):
    assert f"{len(BENT)} kept, 0 broken" in contracts(hollow)


@pytest.mark.parametrize("name", BENT)
def test_one_bent_import_is_seen(hollow, name):
    path, imported = BENT[name]
    module = hollow / path
    module.write_text(f"import {imported}\n")
    try:
        said = contracts(hollow)
    finally:
        module.write_text("")
    said = " ".join(said.split())
    assert "BROKEN" in said
    assert f"is not allowed to import {imported.split('.')[0]}" in said
    assert any(f"{name}" in part for part in said.split("BROKEN"))
