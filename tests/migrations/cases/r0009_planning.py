"""Hours of a unit, a shared scenario, an effort of one's own."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "unit_hours": [{"id": 1, "unit_id": 2, "weekly": 12}],
        "scenario": [
            {"id": 1, "name": "Si se aprueba el plan", "suppositions": [{"requirement": 1, "yes": True}]},
            {"id": 2, "name": "Si se aprueba el plan", "shared": True},
        ],
        "effort": [{"id": 1, "requirement_id": 2, "hours": 0}],
    },
    refused={
        "uq_unit_hours_unit_id": ("unit_hours", {"weekly": 40}),
        "uq_effort_cycle_id_requirement_id": ("effort", {"hours": 5}),
    },
)
