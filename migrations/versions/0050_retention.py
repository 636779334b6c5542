"""How long evidence is kept, actas of destruction, and what persons ask of their data."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

FEW = "classification = 'secreta'"


def upgrade() -> None:
    _piece()
    _requests()
    _keeping()


def downgrade() -> None:
    for table in (
        "purge_item",
        "purge",
        "evidence_hold",
        "retention_rule",
        "person_request_hit",
        "person_request",
    ):
        op.drop_table(table)
    op.drop_index("ix_evidence_purged", "evidence")
    op.drop_index("ix_evidence_closed", "evidence")
    _index("secret", FEW)
    for name in ("purged_at", "purge_number", "blocked_at"):
        op.drop_column("evidence", name)


def _piece() -> None:
    op.add_column("evidence", sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evidence", sa.Column("purge_number", sa.Integer(), nullable=True))
    op.add_column("evidence", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_evidence_secret", "evidence")
    _index("closed", f"blocked_at is not null or {FEW}")
    _index("purged", "purge_number is not null")


def _index(name: str, where: str) -> None:
    """An index of the few pieces of which that is true."""
    op.create_index(
        f"ix_evidence_{name}",
        "evidence",
        ["institution_id", "id"],
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _requests() -> None:
    _table(
        "person_request",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("run", sa.String(12), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("extended", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("searched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
    )
    op.create_index("ix_person_request_due", "person_request", ["institution_id", "state", "due_on", "id"])
    _table(
        "person_request_hit",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.UniqueConstraint(
            "request_id",
            "place",
            "thing_id",
            "page",
            name="uq_person_request_hit_request_id_place_thing_id_page",
        ),
    )


def _keeping() -> None:
    _table(
        "retention_rule",
        sa.Column("classification", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("anchor", sa.String(20), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.UniqueConstraint(
            "institution_id",
            "classification",
            "kind",
            name="uq_retention_rule_institution_id_classification_kind",
        ),
    )
    _table(
        "evidence_hold",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
    )
    op.create_index("ix_evidence_hold_evidence", "evidence_hold", ["evidence_id", "id"])
    _table(
        "purge",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("allowed_by", sa.String(200), nullable=False),
        sa.Column("backup", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("institution_id", "number", name="uq_purge_institution_id_number"),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_by <> proposed_by", name=op.f("ck_purge_four_eyes")
        ),
        sa.CheckConstraint(
            "confirmed_by is null or proposed_by is not null", name=op.f("ck_purge_proposed_by_a_person")
        ),
    )
    op.create_index("ix_purge_state", "purge", ["state", "id"])
    _table(
        "purge_item",
        sa.Column("purge_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("left_for", sa.String(20), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("purge_id", "evidence_id", name="uq_purge_item_purge_id_evidence_id"),
        again=True,
    )
    op.create_index("ix_purge_item_evidence", "purge_item", ["evidence_id"])


REFERS = {
    "institution_id": "institution",
    "evidence_id": "evidence",
    "purge_id": "purge",
    "request_id": "person_request",
    "placed_by": "person",
    "lifted_by": "person",
    "proposed_by": "person",
    "confirmed_by": "person",
    "answered_by": "person",
    "registered_by": "person",
    "decided_by": "person",
}


def _table(name: str, *items: sa.schema.SchemaItem, again: bool = False) -> None:
    """A table of an institution, whose columns by these names refer to those tables."""
    columns = [each.name for each in items if isinstance(each, sa.Column) and each.name in REFERS]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *items,
        sa.Column("institution_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{REFERS[column]}.id"], name=f"fk_{name}_{column}_{REFERS[column]}"
            )
            for column in [*columns, "institution_id"]
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        **({} if again else {"sqlite_autoincrement": True}),
    )
