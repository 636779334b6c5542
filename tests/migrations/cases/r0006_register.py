"""An initiative known only by its year, renamed, with all that it may be tied to."""

from datetime import date

from tests.migrations.case import Case

CASE = Case(
    rows={
        "initiative": [
            {
                "id": 1,
                "name": "Casa de acogida",
                "kind": "programme",
                "starts_on": date(2019, 1, 1),
                "act_on": None,
            },
            {"id": 2, "name": "Casa de acogida", "kind": "ordinance", "starts_precision": "year"},
        ],
        "initiative_evidence": [{"id": 1, "evidence_id": 1}],
        "initiative_unit": [{"id": 1, "unit_id": 2}],
        "initiative_task": [{"id": 1, "task_id": 2}],
        "initiative_name": [{"id": 1, "name": "Hogar «Las Camelias»", "until_on": date(2021, 6, 1)}],
        "initiative_requirement": [{"id": 1, "requirement_id": 1, "contribution": "Da cuenta del 100 %"}],
    },
    refused={
        "uq_initiative_institution_id_kind_name": ("initiative", {"aim": "La misma otra vez"}),
        "uq_initiative_evidence_initiative_id_evidence_id": ("initiative_evidence", {}),
        "uq_initiative_unit_initiative_id_unit_id": ("initiative_unit", {}),
        "uq_initiative_task_initiative_id_task_id": ("initiative_task", {}),
        "uq_initiative_requirement_initiative_id_requirement_id": (
            "initiative_requirement",
            {"contribution": "otra"},
        ),
    },
)
