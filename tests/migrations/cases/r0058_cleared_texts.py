"""Texts that are cleared with a piece are named by their acta, each once."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "purge_text": [{"id": 1, "purge_id": 1, "evidence_id": 1, "spot": "titulo", "thing_id": 1}],
    },
    refused={"uq_purge_text_purge_id_spot_thing_id": ("purge_text", {"id": 2})},
)
