"""The improvement plan with its approved versions, and how far budgets serve equality and were spent."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

WHOLE = sa.Integer
TABLES = ("plan_version", "action_task", "plan_action", "objective_requirement", "plan_objective")


def _column(name: str, kind: sa.types.TypeEngine, *, null: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=null)


def _points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=f"fk_{table}_{name}_{to}")
        for name, to in ({"institution_id": "institution"} | columns).items()
    ]


def _table(name: str, *parts: sa.schema.SchemaItem, **points: str) -> None:
    op.create_table(
        name,
        _column("id", WHOLE()),
        _column("institution_id", WHOLE()),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *_points(name, **points),
    )


def upgrade() -> None:
    _plan()
    _versions()
    _lens()


def _plan() -> None:
    _table(
        "improvement_plan",
        _column("cycle_id", WHOLE()),
        _column("version", WHOLE()),
        _column("created_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("cycle_id", name="uq_improvement_plan_cycle_id"),
        cycle_id="cycle",
    )
    _table(
        "plan_objective",
        _column("plan_id", WHOLE()),
        _column("number", WHOLE()),
        _column("title", sa.String(300)),
        _column("gap", sa.Text()),
        _column("dropped_at", sa.DateTime(timezone=True), null=True),
        _column("version", WHOLE()),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_objective_plan_id_number"),
        plan_id="improvement_plan",
    )
    _table(
        "objective_requirement",
        _column("objective_id", WHOLE()),
        _column("requirement_id", WHOLE()),
        sa.UniqueConstraint(
            "objective_id", "requirement_id", name="uq_objective_requirement_objective_id_requirement_id"
        ),
        objective_id="plan_objective",
        requirement_id="requirement",
    )
    op.create_index("ix_objective_requirement_requirement_id", "objective_requirement", ["requirement_id"])
    _table(
        "plan_action",
        _column("plan_id", WHOLE()),
        _column("objective_id", WHOLE()),
        _column("number", WHOLE()),
        _column("title", sa.String(300)),
        _column("unit_id", WHOLE()),
        _column("person_id", WHOLE(), null=True),
        _column("starts_on", sa.Date()),
        _column("ends_on", sa.Date()),
        _column("budget", sa.BigInteger(), null=True),
        _column("indicator_id", WHOLE(), null=True),
        _column("indicator", sa.String(300)),
        _column("verification", sa.String(300)),
        _column("dropped_at", sa.DateTime(timezone=True), null=True),
        _column("version", WHOLE()),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_action_plan_id_number"),
        plan_id="improvement_plan",
        objective_id="plan_objective",
        unit_id="unit",
        person_id="person",
        indicator_id="indicator",
    )
    op.create_index("ix_plan_action_objective", "plan_action", ["objective_id"])


def _versions() -> None:
    _table(
        "action_task",
        _column("action_id", WHOLE()),
        _column("task_id", WHOLE()),
        sa.UniqueConstraint("task_id", name="uq_action_task_task_id"),
        action_id="plan_action",
        task_id="task",
    )
    op.create_index("ix_action_task_action", "action_task", ["action_id"])
    _table(
        "plan_version",
        _column("plan_id", WHOLE()),
        _column("number", WHOLE()),
        _column("act_number", sa.String(80)),
        _column("act_on", sa.Date()),
        _column("evidence_id", WHOLE()),
        _column("contents", sa.JSON()),
        _column("approved_at", sa.DateTime(timezone=True)),
        _column("approved_by", WHOLE(), null=True),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_version_plan_id_number"),
        plan_id="improvement_plan",
        evidence_id="evidence",
        approved_by="person",
    )


def _lens() -> None:
    op.add_column("year_budget", _column("lens", sa.String(20), null=True))
    op.add_column("year_budget", _column("executed", sa.BigInteger(), null=True))
    _table(
        "town_budget",
        _column("year", WHOLE()),
        _column("total", sa.BigInteger()),
        _column("source", sa.String(300)),
        _column("version", WHOLE()),
        sa.UniqueConstraint("institution_id", "year", name="uq_town_budget_institution_id_year"),
    )


def downgrade() -> None:
    op.drop_table("town_budget")
    op.drop_column("year_budget", "executed")
    op.drop_column("year_budget", "lens")
    op.drop_index("ix_action_task_action", "action_task")
    op.drop_index("ix_plan_action_objective", "plan_action")
    op.drop_index("ix_objective_requirement_requirement_id", "objective_requirement")
    for name in (*TABLES, "improvement_plan"):
        op.drop_table(name)
