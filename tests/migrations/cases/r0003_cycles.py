"""A closed cycle and the current one, answered and cut: only one may be current in an institution."""

from datetime import date

from tests.migrations.case import Case

CASE = Case(
    rows={
        "cycle": [
            {"id": 1, "name": "Renovación", "is_current": True, "target_level": "oro", "evaluation_on": None},
            {"id": 2, "name": "Primera certificación", "is_current": False, "valid_until": date(2028, 5, 11)},
            {"id": 3, "name": "De otra institución", "is_current": True, "institution_id": 2},
        ],
        "cut": [{"id": 1, "name": "Línea de base", "is_baseline": True, "snapshot": {"share": "3/7"}}],
        "stage": [{"id": 1, "kind": "self-assessment", "starts_on": date(2026, 3, 1), "ends_on": None}],
        "answer": [
            {
                "id": 1,
                "requirement_id": 1,
                "unit_id": 2,
                "declared": "yes",
                "narrative": "Sí: «plan»\n¡listo!",
            },
            {
                "id": 2,
                "requirement_id": 2,
                "not_applicable": True,
                "not_applicable_reason": "No hay",
                "version": 7,
            },
        ],
    },
    refused={
        "uq_cycle_current": ("cycle", {"name": "Otro en curso"}),
        "uq_cut_cycle_id_name": ("cut", {"as_of": date(2027, 1, 1)}),
        "uq_stage_cycle_id_kind": ("stage", {"ends_on": date(2027, 1, 1)}),
        "uq_answer_cycle_id_requirement_id": ("answer", {"unit_id": 1}),
    },
)
