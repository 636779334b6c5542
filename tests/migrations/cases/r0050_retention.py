"""How long evidence is kept, actas of destruction, and what persons ask; what was there is neither."""

from sqlalchemy import Connection, text

from tests.migrations.case import Case


def check(connection: Connection) -> None:
    """Nothing is blocked, and nothing goes."""
    found = connection.execute(
        text("select count(*) from evidence where blocked_at is not null or purge_number is not null")
    )
    assert found.scalar_one() == 0


CASE = Case(
    check=check,
    # The index of what is secret gives way to one of all that is closed; no column changes.
    rewrites=frozenset({"evidence.ix_evidence_secret"}),
    rows={
        "person_request": [{"id": 1, "registered_by": 1}],
        "person_request_hit": [{"id": 1, "request_id": 1, "place": "cuenta", "thing_id": 1, "page": 0}],
        "retention_rule": [{"id": 1, "classification": "secreta", "kind": "acta"}],
        "evidence_hold": [{"id": 1, "evidence_id": 1, "placed_by": 1}],
        "purge": [{"id": 1, "number": 1, "proposed_by": 1}],
        "purge_item": [{"id": 1, "purge_id": 1, "evidence_id": 1}],
    },
    refused={
        "uq_person_request_hit_request_id_place_thing_id_page": ("person_request_hit", {"id": 2}),
        "uq_retention_rule_institution_id_classification_kind": ("retention_rule", {"id": 2}),
        "uq_purge_institution_id_number": ("purge", {"id": 2}),
        "ck_purge_four_eyes": ("purge", {"id": 2, "number": 2, "confirmed_by": 1}),
        "ck_purge_proposed_by_a_person": (
            "purge",
            {"id": 2, "number": 2, "proposed_by": None, "confirmed_by": 1},
        ),
        "uq_purge_item_purge_id_evidence_id": ("purge_item", {"id": 2}),
    },
)
