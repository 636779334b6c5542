"""Answers that an adoption took away: their ids are told by the trail, and no new row gets one of them."""

from sqlalchemy import Connection, inspect, text

from tests.migrations import rows
from tests.migrations.case import Case

TABLES = ("answer", "edition", "requirement", "scenario", "sign_in")
TOLD = 800
"""The id of an answer that is gone."""

KEPT = {
    "answer": {"ix_answer_requirement_id", "ix_answer_unit", "uq_answer_cycle_id_requirement_id"},
    "edition": {"uq_edition_institution_id_code_version"},
    "requirement": {"ix_requirement_order", "uq_requirement_edition_id_code"},
    "scenario": {"ix_scenario_cycle"},
    "sign_in": {"ix_sign_in_person_id", "uq_sign_in_token_hash"},
}


def load(connection: Connection) -> None:
    """Write what the trail told of an answer that is no more."""
    event = {"id": 71, "action": "answer.declared", "entity": "answer", "entity_id": TOLD}
    rows.write(connection, "audit_event", [event])


def check(connection: Connection) -> None:
    """Nothing is lost by making the tables anew, and ids go on behind those that were ever told."""
    look = inspect(connection)
    for name, promised in KEPT.items():
        found = [*look.get_indexes(name), *look.get_unique_constraints(name)]
        assert promised <= {each["name"] for each in found}
        assert look.get_pk_constraint(name)["name"] == f"pk_{name}"
    if connection.dialect.name == "sqlite":
        held = dict(connection.execute(text("select name, seq from sqlite_sequence")).all())
        assert held["answer"] == TOLD
        assert set(TABLES) <= held.keys()


CASE = Case(load=load, check=check)
