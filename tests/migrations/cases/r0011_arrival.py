"""A self-assessment with a sheet and an archive, and one with an archive alone, not yet confirmed."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "arrival": [
            {
                "id": 1,
                "unit_id": 2,
                "answers": b"\xef\xbb\xbfc\xc3\xb3digo;s\xed\x00",
                "outcome": {"in": 3, "out": []},
            },
            {"id": 2, "answers": None, "outcome": None, "archive_size": 6_000_000_000},
        ]
    },
)
