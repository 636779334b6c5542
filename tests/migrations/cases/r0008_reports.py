"""A monthly report and two made by hand, which have no month and never collide; who gets the monthly one."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "report": [
            {"id": 1, "month": "2026-10", "size": 3_000_000_000, "made_by": None},
            {"id": 2, "month": None, "made_by": 1, "pages": 12},
            {"id": 3, "month": None, "made_by": 1, "pages": 12},
        ],
        "report_recipient": [{"id": 1, "person_id": 2}],
    },
    refused={
        "uq_report_cycle_id_month": ("report", {"pages": 13}),
        "uq_report_recipient_institution_id_person_id": ("report_recipient", {}),
    },
)
