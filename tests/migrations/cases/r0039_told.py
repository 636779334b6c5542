"""What is known of some bytes is told once for each institution."""

from tests.migrations.case import Case

SHA256 = "ab" * 32

CASE = Case(
    rows={"file_check": [{"id": 1, "sha256": SHA256}]},
    refused={"uq_file_check_institution_id_sha256": ("file_check", {"sha256": SHA256})},
)
