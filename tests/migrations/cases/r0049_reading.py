"""What a file says has marks; those of files that were read before are made by the job."""

from tests.migrations.case import Case

HASH = "a" * 64

CASE = Case(rows={"text_mark": [{"sha256": HASH, "mark": 7}, {"sha256": HASH, "mark": 2**62}]})
