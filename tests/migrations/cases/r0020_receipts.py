"""Receipts begin empty: what was handed in before had none."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "receipt": [{"id": 1, "task_id": None}, {"id": 2, "task_id": 1}],
        "receipt_piece": [{"id": 1, "receipt_id": 1, "evidence_id": 1, "number": 1}],
    },
    refused={"uq_receipt_piece_receipt_id_evidence_id": ("receipt_piece", {})},
)
