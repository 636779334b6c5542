"""Acts that wait to be told, those that were, and how people wish to be told."""

from datetime import UTC, datetime

from tests.migrations.case import Case

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)

CASE = Case(
    rows={
        "notice": [{"id": 1}],
        "told": [{"id": 1, "told_at": NOW}],
        "news_choice": [{"id": 1, "kind": "accepted", "how": "now"}],
    },
    refused={
        "uq_notice_event_id": ("notice", {"id": 2}),
        "uq_told_event_id_person_id": ("told", {"id": 2}),
        "uq_news_choice_person_id_kind": ("news_choice", {"id": 2}),
    },
)
