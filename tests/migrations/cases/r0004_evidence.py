"""A released piece of five gigabytes that replaces another, reviewed, linked and downloaded."""

from datetime import UTC, date, datetime

from tests.migrations.case import Case

LATER = datetime(2026, 11, 24, 3, 0, 0, 1, tzinfo=UTC)

CASE = Case(
    rows={
        "evidence": [
            {"id": 1, "title": "Decreto N° 1.234", "state": "accepted", "unit_id": 2, "released_at": LATER},
            {
                "id": 2,
                "title": "Decreto anterior",
                "state": "returned",
                "unlocked": ["title"],
                "replaces_id": 1,
                "superseded_on": date(2026, 1, 2),
            },
        ],
        "evidence_version": [
            {"id": 1, "size": 5_000_000_000, "filename": "acta «final» ñ.pdf", "uploaded_by": None}
        ],
        "review": [{"id": 1, "decision": "returned", "remark": "Falta la firma.", "parts": ["date", "unit"]}],
        "evidence_link": [{"id": 1, "requirement_id": 1, "note": "p. 3–5", "to_confirm": True}],
        "evidence_upload": [{"id": 1, "ticket": "f" * 32, "size": 2**40}],
        "evidence_download": [{"id": 1, "version_number": 1, "at": LATER}],
    },
    refused={
        "ck_evidence_released_is_accepted": ("evidence", {"state": "returned"}),
        "uq_evidence_version_evidence_id_number": ("evidence_version", {"size": 1}),
        "uq_evidence_link_cycle_id_requirement_id_evidence_id": ("evidence_link", {"note": "otra vez"}),
    },
)
