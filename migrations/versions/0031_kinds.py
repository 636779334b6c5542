"""What each kind of initiative is made of, and what it is asked for; who of its units answers for how much."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = (
    "gap_link",
    "post_competence",
    "committee_resolution",
    "committee_presence",
    "committee_meeting",
    "committee_member",
    "staff_count",
    "training_attendance",
    "training_session",
    "year_budget",
    "counterpart",
    "executing_body",
)


def upgrade() -> None:
    _initiatives()
    _money()
    _trainings()
    _committees()
    _capacity_and_chain()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    op.drop_column("initiative_task", "purpose")
    op.drop_column("initiative_evidence", "is_act")
    op.drop_column("initiative_unit", "share")
    for name in ("renew_days", "open_ended", "basis", "territory", "stage"):
        op.drop_column("initiative", name)


def _initiatives() -> None:
    """What was known stays as it was; what is asked now is not known."""
    op.add_column("initiative", sa.Column("stage", sa.String(20), nullable=True))
    op.add_column(
        "initiative", sa.Column("territory", sa.String(300), nullable=False, server_default=sa.text("''"))
    )
    op.add_column("initiative", sa.Column("basis", sa.String(20), nullable=True))
    op.add_column(
        "initiative", sa.Column("open_ended", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("initiative", sa.Column("renew_days", sa.Integer(), nullable=True))
    op.add_column("initiative_unit", sa.Column("share", sa.Integer(), nullable=True))
    op.add_column(
        "initiative_evidence", sa.Column("is_act", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("initiative_task", sa.Column("purpose", sa.String(20), nullable=True))


def _money() -> None:
    _part(
        "executing_body",
        sa.Column("body", sa.String(300), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("until_year", sa.Integer(), nullable=True),
    )
    _part(
        "counterpart",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("role", sa.String(300), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
    )
    _part(
        "year_budget",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("funder", sa.String(300), nullable=False),
        sa.Column("own", sa.BigInteger(), nullable=True),
        sa.Column("transferred", sa.BigInteger(), nullable=True),
    )


def _trainings() -> None:
    _part(
        "training_session",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(300), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
    )
    _part(
        "training_attendance",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(20), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("others", sa.Integer(), nullable=True),
        to={"session_id": "training_session", "unit_id": "unit"},
    )
    _part(
        "staff_count",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.String(20), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("others", sa.Integer(), nullable=True),
        to={"unit_id": "unit"},
    )


def _committees() -> None:
    _part(
        "committee_member",
        sa.Column("post", sa.String(300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.String(20), nullable=False),
        to={"unit_id": "unit"},
    )
    _part(
        "committee_meeting",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("minutes_id", sa.Integer(), nullable=True),
        to={"minutes_id": "evidence"},
    )
    _part(
        "committee_presence",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        to={"meeting_id": "committee_meeting", "member_id": "committee_member"},
    )
    _part(
        "committee_resolution",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        to={"meeting_id": "committee_meeting", "unit_id": "unit", "task_id": "task"},
    )


def _capacity_and_chain() -> None:
    _part(
        "post_competence",
        sa.Column("post", sa.String(300), nullable=False),
        sa.Column("competence", sa.String(20), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
    )
    _part(
        "gap_link",
        sa.Column("link", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        to={"follows_id": "gap_link"},
    )


def _part(name: str, *columns: sa.Column[Any], to: Mapping[str, str] = MappingProxyType({})) -> None:
    """A table of rows of an initiative; `to` says to which table a column leads."""
    scope = {"institution_id": "institution", "initiative_id": "initiative"}
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(each, sa.Integer(), nullable=False) for each in scope),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.ForeignKeyConstraint([each], [f"{table}.id"], name=f"fk_{name}_{each}_{table}")
            for each, table in {**scope, **to}.items()
        ),
    )
    op.create_index(f"ix_{name}_initiative_id", name, ["initiative_id"])
