"""A cycle that took another edition and gave it back."""

from datetime import UTC, datetime

from tests.migrations.case import Case

CASE = Case(
    rows={
        "adoption": [
            {
                "id": 1,
                "before_id": 1,
                "after_id": 2,
                "target_before": "oro",
                "matched": {"1": 2},
                "answers": [{"id": 1, "narrative": "«ñ»"}],
                "left_behind": [],
                "undone_at": datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC),
                "undone_by": 1,
            },
            {"id": 2, "before_id": 1, "after_id": 2, "adopted_by": None},
        ]
    },
)
