"""Nobody had an address of a calendar, no second rung, no mail that came back; each secret opens one."""

from tests.migrations.case import Case

CASE = Case(
    rows={"calendar_feed": [{"id": 1, "person_id": 1, "token_hash": "0" * 64}]},
    refused={"uq_calendar_feed_token_hash": ("calendar_feed", {"token_hash": "0" * 64})},
)
