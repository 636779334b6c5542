"""What files say is kept page by page, with an index for words."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

FILLED = {
    "added": "after insert on text_page begin {new} end",
    "gone": "after delete on text_page begin {old} end",
    "changed": "after update on text_page begin {old} {new} end",
}
"""SQLite's index takes its words from the table, and is told of each row by a trigger."""
NEW = "insert into text_index(rowid, stems) values (new.id, new.stems);"
OLD = "insert into text_index(text_index, rowid, stems) values ('delete', old.id, old.stems);"


def upgrade() -> None:
    op.create_table(
        "text_read",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("next_scan", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name="pk_text_read"),
    )
    some = sa.text("next_scan is not null")
    op.create_index(
        "ix_text_read_next_scan", "text_read", ["sha256"], sqlite_where=some, postgresql_where=some
    )
    op.create_table(
        "text_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("recognised", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_page"),
        sa.ForeignKeyConstraint(["sha256"], ["text_read.sha256"], name="fk_text_page_sha256_text_read"),
        sa.UniqueConstraint("sha256", "page", "part", name="uq_text_page_sha256_page_part"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "text_word",
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_text_word"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("create index text_index on text_page using gin (to_tsvector('simple', stems))")
        return
    op.execute(
        "create virtual table text_index using fts5(stems, content='text_page', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    for name, what in FILLED.items():
        op.execute(f"create trigger text_index_{name} {what.format(new=NEW, old=OLD)}")


def downgrade() -> None:
    op.execute(f"drop {'index' if op.get_bind().dialect.name == 'postgresql' else 'table'} text_index")
    for name in ("text_word", "text_page", "text_read"):
        op.drop_table(name)
