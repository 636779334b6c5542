"""What the rows are there to catch: bent revisions that pass where only the schema is looked at."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sello import paths
from sello.core import migrate, revisions
from tests.migrations.case import Case
from tests.migrations.test_rows import case_of, fill, names_of_revisions, travel

HEADER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "0001"
branch_labels = None
depends_on = None
"""

STRAIGHT = """
def upgrade():
    with op.batch_alter_table("unit") as batch:
        batch.add_column(sa.Column("colour", sa.String(20), nullable=False, server_default="verde"))


def downgrade():
    with op.batch_alter_table("unit") as batch:
        batch.drop_column("colour")
"""

BENT = {
    "loses rows": ('op.execute("delete from guess")', "", "guess: rows were changed or lost"),
    "changes a value": ('op.execute("update unit set name = upper(name)")', "", "unit: rows were changed"),
    "forgets an index": ('op.drop_index("ix_unit_parent", "unit")', "", "unit: the revision lost"),
    "leaves a column": ("", None, "unit: rows were changed|another schema"),
    "loses rows on the way back": ("", 'op.execute("delete from guess")', "guess: rows were changed or lost"),
    "leaves a table": (
        'op.create_table("scrap", sa.Column("id", sa.Integer, primary_key=True))',
        "",
        "scrap|has rows",
    ),
}


@pytest.fixture
def bend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a revision after the first one, in a copy of the migrations."""
    copy = tmp_path / "migrations"
    shutil.copytree(paths.resource("migrations"), copy, ignore=shutil.ignore_patterns("__pycache__"))
    for late in names_of_revisions()[1:]:
        (copy / "versions" / f"{late}.py").unlink()
    monkeypatch.setattr(migrate, "resource", lambda _name: copy)
    monkeypatch.setattr(revisions, "resource", lambda _name: copy)

    def write(text: str) -> None:
        (copy / "versions" / "9999_bent.py").write_text(HEADER + text, encoding="utf-8")

    return write


def check(connection) -> None:
    found = connection.exec_driver_sql("select distinct colour from unit").scalars().all()
    assert found == ["verde"]


def one_more(engine: Engine) -> None:
    migrate.upgrade(engine, "0001")
    fill(engine, case_of(names_of_revisions()[0]))
    travel(engine, "9999", Case(check=check))


def test_a_straight_one_passes(engine: Engine, bend) -> None:
    bend(STRAIGHT)
    one_more(engine)


@pytest.mark.parametrize("fault", BENT)
def test_a_bent_one_is_found(engine: Engine, bend, fault: str) -> None:
    up, down, words = BENT[fault]
    text = STRAIGHT.replace("def upgrade():\n", f"def upgrade():\n    {up or 'pass'}\n")
    text = text.replace("def downgrade():\n", f"def downgrade():\n    {down or 'pass'}\n")
    if down is None:
        text = text.replace('batch.drop_column("colour")', 'batch.alter_column("colour", nullable=True)')
    bend(text)
    with pytest.raises(AssertionError, match=words):
        one_more(engine)


def test_a_revision_that_makes_nothing_has_to_say_what_it_does(engine: Engine, bend) -> None:
    bend(STRAIGHT)
    migrate.upgrade(engine, "0001")
    with pytest.raises(AssertionError, match="says in check"):
        travel(engine, "9999", Case())
