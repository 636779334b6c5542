"""Nobody had ordered anything in writing before, nor chosen a day for her page."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "official_letter": [{"id": 1, "task_id": 1, "words": {"mat": "Instruye lo que indica"}}],
        "page_by_mail": [{"id": 1, "person_id": 1, "weekday": "0", "month_day": None}],
    },
    refused={
        "uq_page_by_mail_person_id": ("page_by_mail", {}),
        "ck_page_by_mail_one_way": ("page_by_mail", {"person_id": 2, "month_day": 3}),
    },
)
