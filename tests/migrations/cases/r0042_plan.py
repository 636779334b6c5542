"""Nothing was planned before, and of no budget it was said how far it serves equality or what was spent."""

from datetime import date

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Budgets say neither yet."""
    found = connection.execute(text("select lens, executed from year_budget")).all()
    assert found
    assert set(map(tuple, found)) == {(None, None)}


CASE = Case(
    check=check,
    rows={
        "improvement_plan": [{"id": 1, "cycle_id": 1}],
        "plan_objective": [{"id": 1, "plan_id": 1, "number": 1, "title": "Cumplir", "gap": "Falta."}],
        "objective_requirement": [{"id": 1, "objective_id": 1, "requirement_id": 1}],
        "plan_action": [
            {
                "id": 1,
                "plan_id": 1,
                "objective_id": 1,
                "number": 1,
                "title": "Capacitar",
                "unit_id": 1,
                "starts_on": date(2026, 12, 1),
                "ends_on": date(2027, 3, 31),
                "budget": 3_000_000_000_000,
            }
        ],
        "action_task": [{"id": 1, "action_id": 1, "task_id": 1}],
        "plan_version": [
            {
                "id": 1,
                "plan_id": 1,
                "number": 1,
                "act_number": "4/2026",
                "act_on": date(2026, 11, 20),
                "evidence_id": 1,
                "contents": {"objectives": []},
            }
        ],
        "town_budget": [{"id": 1, "year": 2026, "total": 90_000_000_000, "source": "Presupuesto"}],
    },
    refused={
        "uq_improvement_plan_cycle_id": ("improvement_plan", {}),
        "uq_plan_objective_plan_id_number": ("plan_objective", {"title": "Otro"}),
        "uq_objective_requirement_objective_id_requirement_id": ("objective_requirement", {}),
        "uq_plan_action_plan_id_number": ("plan_action", {"title": "Otra"}),
        "uq_action_task_task_id": ("action_task", {}),
        "uq_plan_version_plan_id_number": ("plan_version", {"act_number": "5/2026"}),
        "uq_town_budget_institution_id_year": ("town_budget", {"total": 5}),
    },
)
