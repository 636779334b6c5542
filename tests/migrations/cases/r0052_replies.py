"""A mail is one by its key, wherever it lies, and its bytes are kept while it waits."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "received_mail": [
            {
                "id": 1,
                "key": "ab" * 32,
                "outcome": "held",
                "why": "strange",
                "raw": b"From: x",
                "uid": 2**32 - 1,
            },
            {"id": 2, "key": "cd" * 32, "outcome": "taken", "person_id": 1, "task_id": 1},
        ],
    },
    refused={"uq_received_mail_key": ("received_mail", {"outcome": "discarded"})},
)
