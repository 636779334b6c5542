"""Nobody had witnesses; each signs a head once."""

from tests.migrations.case import Case

CASE = Case(
    rows={
        "ledger_cosignature": [{"size": 5, "witness": "otra.example/sello/testigo"}],
        "witnessed": [{"origin": "otra.example/sello/1", "size": 5}],
    },
)
