"""Of a person's file one sending is begun, and it has an address of its own."""

from tests.migrations.case import Case

TICKET = "ab" * 16

CASE = Case(
    rows={
        "evidence_upload_begun": [
            {"id": 1, "ticket": TICKET, "mark": "acta", "size": 2**40},
            {"id": 2, "ticket": "cd" * 16, "mark": "oficio", "upload_id": 7},
        ],
    },
    refused={
        "uq_evidence_upload_begun_person_id_mark": ("evidence_upload_begun", {"ticket": "ef" * 16}),
        "uq_evidence_upload_begun_ticket": ("evidence_upload_begun", {"mark": "informe"}),
    },
)
