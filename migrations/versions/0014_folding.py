"""Searched text: dashes, quotes and the sign after the N of a number no longer tell two texts apart."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SEARCHED = ("evidence", "task", "initiative")
BATCH = 1000

SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u3003\uff02", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4\u0060\u02bc\uff07", "'"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
        "\u00b0": "o",
    }
)


def upgrade() -> None:
    """Bring what is kept to search by, which had lost case and accents already, to the new form."""
    connection = op.get_bind()
    for name in SEARCHED:
        table = sa.table(name, sa.column("id", sa.Integer), sa.column("folded", sa.Text))
        last = 0
        while rows := connection.execute(
            sa.select(table.c.id, table.c.folded).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
        ).all():
            last = rows[-1].id
            changed = [
                {"row": row.id, "text": new}
                for row in rows
                if (new := " ".join(row.folded.translate(SIGNS).casefold().split())) != row.folded
            ]
            if changed:
                statement = table.update().where(table.c.id == sa.bindparam("row"))
                connection.execute(statement.values(folded=sa.bindparam("text")), changed)


def downgrade() -> None:
    """Leave it: the form before told more texts apart, and nothing says which sign stood there."""
