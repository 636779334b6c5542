"""On SQLite no id of a conversation is given twice: a question that is taken back goes, and the trail tells of it.

PostgreSQL never did. The same as revision 0017 did with other tables.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLES = ("task",)


def upgrade() -> None:
    for name in TABLES:
        inline = f"id INTEGER NOT NULL CONSTRAINT pk_{name} PRIMARY KEY AUTOINCREMENT"
        _rebuild(
            name, {r"\bid INTEGER NOT NULL": inline, rf",\s*CONSTRAINT pk_{name} PRIMARY KEY \(id\)": ""}
        )
        _never_again(name)


def downgrade() -> None:
    for name in TABLES:
        key = f", \n\tCONSTRAINT pk_{name} PRIMARY KEY (id)\n)"
        inline = rf" CONSTRAINT pk_{name} PRIMARY KEY AUTOINCREMENT"
        _rebuild(name, {inline: "", r"\s*\)\s*$": key})


def _rebuild(name: str, changes: dict[str, str]) -> None:
    """Make a table anew with a changed definition, its rows and indexes as they were (SQLite alone)."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    defined = sa.text(
        "select sql from sqlite_master where tbl_name = :name and type = :type and sql is not null"
    )
    definition = connection.execute(defined, {"name": name, "type": "table"}).scalar_one()
    indexes = connection.execute(defined, {"name": name, "type": "index"}).scalars().all()
    for old, new in changes.items():
        definition, count = re.subn(old, new, definition, count=1)
        if count != 1:
            raise RuntimeError(f"{name}: {old} is not in its definition")
    made = re.sub(rf'^CREATE TABLE "?{name}"?', f"CREATE TABLE anew_{name}", definition)
    connection.exec_driver_sql(made)
    old = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    names = old.columns.keys()
    anew = sa.table(f"anew_{name}", *(sa.column(each) for each in names))
    connection.execute(anew.insert().from_select(names, sa.select(old)))
    connection.exec_driver_sql(f"drop table {name}")
    connection.exec_driver_sql(f"alter table anew_{name} rename to {name}")
    for index in indexes:
        connection.exec_driver_sql(index)


def _never_again(name: str) -> None:
    """Begin behind every id that the trail tells of, also of rows that are gone."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    told = sa.text("select max(entity_id) from audit_event where entity = :name")
    last = connection.execute(told, {"name": name}).scalar() or 0
    held = connection.execute(sa.select(sa.func.max(sa.table(name, sa.column("id")).c.id))).scalar() or 0
    connection.execute(sa.text("delete from sqlite_sequence where name = :name"), {"name": name})
    connection.execute(
        sa.text("insert into sqlite_sequence (name, seq) values (:name, :seq)"),
        {"name": name, "seq": max(last, held)},
    )
