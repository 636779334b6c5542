"""Revision 0012 carries every event over: names, details, what changed; and back, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Connection, DateTime, Engine, column, create_engine, select, table, text

from sello.core import migrate
from sello.core.db import tune
from sello.core.trail.acts import Act
from tests.conftest import empty_database

BEFORE, AFTER = "0011", "0012"

EVENT = table(
    "audit_event",
    *map(column, ("id", "institution_id", "action", "entity", "entity_id")),
    column("at", DateTime(timezone=True)),
    *(column(name, JSON) for name in ("before", "after", "detail")),
)

ROWS: list[tuple[str, dict[str, Any], str, Any, Any, dict[str, Any]]] = [
    # as it was: action, detail; as it is: act, before, after, detail
    ("account.invitation_used", {}, "person.invitation_used", None, None, {}),
    ("account.password_changed", {}, "person.password_changed", None, None, {}),
    ("account.reset_used", {}, "person.reset_used", None, None, {}),
    ("account.session_ended", {}, "sign_in.ended", None, None, {}),
    ("account.sessions_ended", {"sessions": 2}, "person.signed_out", None, None, {"sessions": 2}),
    ("account.signed_in", {}, "sign_in.opened", None, None, {}),
    (
        "answer.assigned",
        {"before": None, "after": 6, "unit": "Gestión de Personas"},
        "answer.assigned",
        None,
        6,
        {"unit": "Gestión de Personas"},
    ),
    ("answer.decided", {"before": "si", "after": None}, "answer.decided", "si", None, {}),
    (
        "answer.declared",
        {"before": None, "after": "si", "narrative_changed": True, "validation_withdrawn": False},
        "answer.declared",
        None,
        "si",
        {"narrative_changed": True, "validation_withdrawn": False},
    ),
    (
        "answer.declared",
        {
            "before": None,
            "after": "no",
            "narrative_changed": True,
            "validation_withdrawn": False,
            "carried_from": 1,
        },
        "answer.declared",
        None,
        "no",
        {"narrative_changed": True, "validation_withdrawn": False, "carried_from": 1},
    ),
    ("answer.validated", {"before": None, "after": "si"}, "answer.validated", None, "si", {}),
    ("crosswalk.loaded", {"origin": "a"}, "edition.crosswalk_loaded", None, None, {"origin": "a"}),
    (
        "cut.made",
        {"cycle": 2, "as_of": "2026-03-01"},
        "cut.made",
        None,
        None,
        {"cycle_id": 2, "as_of": "2026-03-01"},
    ),
    ("cycle.adoption_undone", {"adoption": 3}, "cycle.adoption_undone", None, None, {"adoption_id": 3}),
    (
        "cycle.copied",
        {"source": 1, "asked": ["tasks"], "carried": {"tasks": 2}, "behind": {}, "closed": 0},
        "cycle.copied",
        None,
        None,
        {"source_id": 1, "asked": ["tasks"], "carried": {"tasks": 2}, "behind": {}, "closed": 0},
    ),
    ("cycle.edited", {"changed": ["name"]}, "cycle.edited", None, None, {"fields": ["name"]}),
    ("cycle.edition_adopted", {"adoption": 3}, "cycle.edition_adopted", None, None, {"adoption_id": 3}),
    ("cycle.made_current", {}, "cycle.promoted", None, None, {}),
    ("cycle.opened", {"edition": 1}, "cycle.opened", None, None, {"edition_id": 1}),
    ("cycle.released", {}, "cycle.released", None, None, {}),
    ("cycle.withdrawn", {}, "cycle.withdrawn", None, None, {}),
    ("edition.imported", {}, "edition.imported", None, None, {}),
    ("edition.loaded", {"digest": "d"}, "edition.loaded", None, None, {"digest": "d"}),
    ("edition.mapped", {"before": 4}, "edition.mapped", None, None, {"edition_id": 4}),
    ("edition.removed", {"digest": "d"}, "edition.removed", None, None, {"digest": "d"}),
    ("effort.set", {"requirements": [1]}, "cycle.efforts_set", None, None, {"requirement_ids": [1]}),
    (
        "evidence.accepted",
        {"number": 1, "parts": []},
        "evidence.accepted",
        None,
        None,
        {"number": 1, "parts": []},
    ),
    (
        "evidence.corrected",
        {"parts": ["file"], "reply": True},
        "evidence.corrected",
        None,
        None,
        {"parts": ["file"], "reply": True},
    ),
    ("evidence.link_confirmed", {"link": 9}, "evidence.link_confirmed", None, None, {"requirement_id": 9}),
    ("evidence.link_refused", {"link": 9}, "evidence.link_refused", None, None, {"requirement_id": 9}),
    ("evidence.linked", {"requirements": [9]}, "evidence.linked", None, None, {"requirement_ids": [9]}),
    ("evidence.released", {}, "evidence.released", None, None, {}),
    ("evidence.released_all", {"count": 3}, "cycle.evidence_released", None, None, {"count": 3}),
    (
        "evidence.returned",
        {"number": 1, "parts": ["file"]},
        "evidence.returned",
        None,
        None,
        {"number": 1, "parts": ["file"]},
    ),
    ("evidence.submitted", {"sha256": "f"}, "evidence.submitted", None, None, {"sha256": "f"}),
    ("evidence.withdrawn", {}, "evidence.withdrawn", None, None, {}),
    ("initiative.create", {"kind": "network"}, "initiative.created", None, None, {"kind": "network"}),
    ("initiative.edit", {"fields": ["aim"]}, "initiative.edited", None, None, {"fields": ["aim"]}),
    ("initiative.evidence", {"evidence_id": 5}, "initiative.evidence_linked", None, None, {"evidence_id": 5}),
    ("initiative.task", {"task_id": 5}, "initiative.task_asked", None, None, {"task_id": 5}),
    ("institution.founded", {}, "institution.founded", None, None, {}),
    ("mail.retried", {"attempts": 1}, "outbox_mail.retried", None, None, {"attempts": 1}),
    ("mail.retried_all", {"count": 1}, "institution.mail_retried", None, None, {"count": 1}),
    ("person.closed", {}, "person.closed", None, None, {}),
    ("person.edited", {"changed": ["post"]}, "person.edited", None, None, {"fields": ["post"]}),
    (
        "person.invited",
        {"role": "contributor", "unit": 2},
        "person.invited",
        None,
        None,
        {"role": "contributor", "unit_id": 2},
    ),
    ("person.invited_again", {}, "person.reinvited", None, None, {}),
    ("person.reopened", {}, "person.reopened", None, None, {}),
    (
        "person.substitute_set",
        {"substitute": 2, "first_day": "2026-03-01", "last_day": None},
        "person.substituted",
        None,
        {"substitute_id": 2, "first_day": "2026-03-01", "last_day": None},
        {},
    ),
    ("person.temporary_password", {}, "person.password_given", None, None, {}),
    ("reminders.settings", {"off": ["digest"]}, "institution.reminders_set", None, ["digest"], {}),
    ("reminders.silenced", {"off": []}, "person.reminders_silenced", None, None, {"off": []}),
    ("report.downloaded", {}, "report.downloaded", None, None, {}),
    (
        "report.made",
        {"sha256": "f", "as_of": "2026-03-01"},
        "report.made",
        None,
        None,
        {"sha256": "f", "as_of": "2026-03-01"},
    ),
    (
        "report.recipients",
        {"people": [1]},
        "institution.recipients_chosen",
        None,
        None,
        {"person_ids": [1]},
    ),
    ("scenario.create", {"cycle_id": 2}, "scenario.created", None, None, {"cycle_id": 2}),
    ("scenario.drop", {}, "scenario.dropped", None, None, {}),
    ("scenario.share", {}, "scenario.shared", None, None, {}),
    ("scenario.unshare", {}, "scenario.unshared", None, None, {}),
    *(
        (f"task.{step}", {"before": "pending", "after": "closed"}, f"task.{done}", "pending", "closed", {})
        for step, done in {
            "accept": "accepted",
            "cancel": "cancelled",
            "deliver": "delivered",
            "reopen": "reopened",
            "return": "returned",
            "start": "started",
            "withdraw": "withdrawn",
        }.items()
    ),
    ("task.attach", {"evidence_id": 5}, "task.evidence_attached", None, None, {"evidence_id": 5}),
    ("task.comment", {"comment_id": 5}, "task.commented", None, None, {"comment_id": 5}),
    ("task.create", {"unit_id": 2}, "task.created", None, None, {"unit_id": 2}),
    ("task.edit", {"fields": ["due_on"]}, "task.edited", None, None, {"fields": ["due_on"]}),
    (
        "transfers.confirmed",
        {"answers": 3, "files": 1},
        "cycle.answers_imported",
        None,
        None,
        {"answers": 3, "files": 1},
    ),
    (
        "unit.added",
        {"parent": None, "day": "2026-03-01"},
        "unit.added",
        None,
        None,
        {"parent_id": None, "day": "2026-03-01"},
    ),
    (
        "unit.changed",
        {"parent": 1, "day": "2026-03-01"},
        "unit.changed",
        None,
        {"parent_id": 1},
        {"day": "2026-03-01"},
    ),
    (
        "unit.ended",
        {"successor": 1, "day": "2026-03-01"},
        "unit.ended",
        None,
        None,
        {"successor_id": 1, "day": "2026-03-01"},
    ),
    ("unit_hours.set", {"units": [1]}, "institution.unit_hours_set", None, None, {"unit_ids": [1]}),
]

SINCE = {
    Act.EVIDENCE_BLOCKED,
    Act.EVIDENCE_CLEARED,
    Act.EVIDENCE_HELD,
    Act.EVIDENCE_LET_GO,
    Act.EVIDENCE_PURGED,
    Act.EVIDENCE_UNBLOCKED,
    Act.PERSON_FORGOTTEN,
    Act.PERSON_REQUEST_ANSWERED,
    Act.PERSON_REQUEST_DECIDED,
    Act.PERSON_REQUEST_EXPORTED,
    Act.PERSON_REQUEST_EXTENDED,
    Act.PERSON_REQUEST_REGISTERED,
    Act.PERSON_REQUEST_SEARCHED,
    Act.PURGE_ADOPTED,
    Act.PURGE_CONFIRMED,
    Act.PURGE_FINISHED,
    Act.PURGE_PROPOSED,
    Act.PURGE_REPEATED,
    Act.PURGE_WITHDRAWN,
    Act.RETENTION_RULE_SET,
    Act.ANSWER_UNDONE,
    Act.DUTY_ASKED,
    Act.DUTY_CREATED,
    Act.DUTY_EDITED,
    Act.DUTY_ENDED,
    Act.DUTY_FULFILLED,
    Act.EVIDENCE_CLASS_DECIDED,
    Act.EVIDENCE_CLASS_PROPOSED,
    Act.EVIDENCE_DOWNLOADED,
    Act.EVIDENCE_OPENED,
    Act.EVIDENCE_PINNED,
    Act.EVIDENCE_QUARANTINED,
    Act.EVIDENCE_READ,
    Act.EVIDENCE_REDACTED,
    Act.EVIDENCE_RESERVED,
    Act.EVIDENCE_SESSION_ASKED,
    Act.EVIDENCE_UNPINNED,
    Act.IMPROVEMENT_PLAN_ACTION_ADDED,
    Act.IMPROVEMENT_PLAN_ACTION_ASKED,
    Act.IMPROVEMENT_PLAN_ACTION_DROPPED,
    Act.IMPROVEMENT_PLAN_ACTION_EDITED,
    Act.IMPROVEMENT_PLAN_APPROVED,
    Act.IMPROVEMENT_PLAN_CREATED,
    Act.IMPROVEMENT_PLAN_OBJECTIVE_ADDED,
    Act.IMPROVEMENT_PLAN_OBJECTIVE_DROPPED,
    Act.IMPROVEMENT_PLAN_OBJECTIVE_EDITED,
    Act.IMPROVEMENT_PLAN_UNDONE,
    Act.INSTITUTION_BUDGET_SET,
    Act.EVIDENCE_UNDONE,
    Act.FIGURE_RULE_SET,
    Act.INDICATOR_CREATED,
    Act.INDICATOR_EDITED,
    Act.INDICATOR_MEASURED,
    Act.INITIATIVE_UNDONE,
    Act.INSTITUTION_ACCEPTANCE_SET,
    Act.INITIATIVE_FED,
    Act.INITIATIVE_RENEWED,
    Act.INSTITUTION_DAYS_OFF_SET,
    Act.INSTITUTION_FACE_SET,
    Act.INSTITUTION_LIST_DOWNLOADED,
    Act.INSTITUTION_REMARKS_EDITED,
    Act.INSTITUTION_ZONE_SET,
    Act.OFFICIAL_LETTER_ANNULLED,
    Act.OFFICIAL_LETTER_ISSUED,
    Act.PERSON_CALENDAR_MADE,
    Act.PERSON_CALENDAR_REVOKED,
    Act.PERSON_ENROLLED,
    Act.PERSON_LINK_REVOKED,
    Act.PERSON_MESSAGED,
    Act.PERSON_RELIEVED,
    Act.PERSON_UNDONE,
    Act.RECEIVED_MAIL_ASSIGNED,
    Act.RECEIVED_MAIL_DISCARDED,
    Act.SAVED_VIEW_SHARED,
    Act.SAVED_VIEW_UNSHARED,
    Act.PERSON_PAGE_DAY_CHOSEN,
    Act.TASK_ANSWERED,
    Act.TASK_ASKED,
    Act.TASK_LET_GO,
    Act.TASK_PAUSED,
    Act.TASK_REMINDED,
    Act.TASK_TEMPLATE_CREATED,
    Act.TASK_TEMPLATE_DROPPED,
    Act.TASK_TEMPLATE_EDITED,
    Act.TASK_TICKED,
    Act.TASK_RESUMED,
    Act.TASK_SETTLED,
    Act.TASK_TIME_ASKED,
    Act.TASK_TIME_DECIDED,
    Act.TASK_UNDONE,
    Act.UNIT_MESSAGED,
    Act.UNIT_UNDONE,
}
"""Acts that were not in the trail before."""


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Engine]:
    """An engine on a database as it was before the revision, with an institution."""
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    if request.param == "postgresql":
        url = empty_database(f"trail_{worker_id}")
    engine = create_engine(url)
    tune(engine)
    migrate.upgrade(engine, BEFORE)
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into institution (id, name, zone, created_at)"
                " values (1, 'Comuna', 'America/Santiago', '2026-01-01')"
            )
        )
    yield engine
    engine.dispose()


def write(connection: Connection, action: str, detail: dict[str, Any]) -> None:
    """An event as the code before the revision wrote it."""
    fixed = {"institution_id": 1, "at": datetime(2026, 3, 1, tzinfo=UTC), "entity": "thing", "entity_id": 1}
    connection.execute(EVENT.insert().values(action=action, detail=detail, **fixed))


def read(engine: Engine, *names: str) -> list[tuple[Any, ...]]:
    """Columns of every event, in the order in which they were written."""
    with engine.connect() as connection:
        rows = connection.execute(select(*(EVENT.c[name] for name in names)).order_by(EVENT.c.id))
        return [tuple(row) for row in rows]


def test_every_event_is_carried_over_and_back(engine: Engine) -> None:
    with engine.begin() as connection:
        for action, detail, *_ in ROWS:
            write(connection, action, detail)
    migrate.upgrade(engine, AFTER)
    assert read(engine, "action", "before", "after", "detail") == [row[2:] for row in ROWS]
    migrate.downgrade(engine, BEFORE)
    assert read(engine, "action", "detail") == [row[:2] for row in ROWS]


def test_a_long_trail_is_carried_over_whole(engine: Engine) -> None:
    with engine.begin() as connection:
        for number in range(2101):
            write(connection, "task.comment", {"comment_id": number})
    migrate.upgrade(engine, AFTER)
    assert read(engine, "action", "detail") == [
        ("task.commented", {"comment_id": number}) for number in range(2101)
    ]


def test_the_table_knows_every_act_and_carries_what_the_act_declares() -> None:
    assert {act for _, _, act, *_ in ROWS} == {act.value for act in Act} - SINCE
    for _, _, act, _, _, detail in ROWS:
        holds = Act(act).holds
        assert holds.needed <= set(detail) <= holds.needed | holds.optional, act
