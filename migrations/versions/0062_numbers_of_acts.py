"""Initiatives are found by the number of the act that approves them, as they are by their names."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

BATCH = 1000
SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u3003\uff02", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4\u0060\u02bc\uff07", "'"),
        "\u00b0": "o",
    }
)


def upgrade() -> None:
    """Put the folded number behind what an initiative is searched by already."""
    connection = op.get_bind()
    table = sa.table(
        "initiative",
        sa.column("id", sa.Integer),
        sa.column("act_number", sa.String),
        sa.column("folded", sa.Text),
    )
    last = 0
    asked = sa.select(table).where(table.c.act_number != "").order_by(table.c.id).limit(BATCH)
    while rows := connection.execute(asked.where(table.c.id > last)).all():
        last = rows[-1].id
        changed = [
            {"row": row.id, "text": f"{row.folded} {number}".strip()}
            for row in rows
            if (number := _folded(row.act_number)) not in row.folded
        ]
        if changed:
            statement = table.update().where(table.c.id == sa.bindparam("row"))
            connection.execute(statement.values(folded=sa.bindparam("text")), changed)


def downgrade() -> None:
    """Leave it: whoever saves an initiative writes anew what it is searched by."""


def _folded(number: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", number.translate(SIGNS)).casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
