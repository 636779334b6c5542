"""Who is told of each act: one table, a cell at a time, without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain.actor import Role
from sello.core.trail.acts import Act
from sello.core.trail.notices import TOLD
from sello.core.undo import GRACE
from sello.evidence.domain.review import EvidenceState
from sello.reminders.domain.news import (
    GATHERING,
    LONGEST_WAIT,
    REACHING,
    RULES,
    USUAL,
    Aside,
    How,
    News,
    NewsKind,
    by_thread,
    ripe,
    told,
    ways,
)
from sello.reminders.domain.news_words import SAID, said
from sello.reminders.domain.recipients import Addressee, Directory
from sello.reminders.domain.standing import stands
from sello.tasks.domain.states import TaskState

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SARA, SOFIA, HEAD, MARIO, OTHER, AUDITOR, MAYOR = 1, 2, 3, 4, 5, 6, 7
UNIT, ELSEWHERE = 10, 20


def someone(person_id: int, role: Role, unit_id: int | None = None, **values) -> Addressee:
    known = {"active": True, "substitute_id": None, "substitute_from": None, "substitute_until": None}
    return Addressee(
        person_id, f"P{person_id}", f"p{person_id}@x.example", **(known | values), role=role, unit_id=unit_id
    )


def directory(*changed: Addressee) -> Directory:
    people = {
        each.person_id: each
        for each in (
            someone(SARA, Role.SECRETARIAT),
            someone(SOFIA, Role.SECRETARIAT),
            someone(HEAD, Role.UNIT_HEAD, UNIT),
            someone(MARIO, Role.CONTRIBUTOR, UNIT),
            someone(OTHER, Role.CONTRIBUTOR, ELSEWHERE),
            someone(AUDITOR, Role.AUDITOR),
            someone(MAYOR, Role.AUTHORITY),
            *changed,
        )
    }
    return Directory(TODAY, people, {UNIT: HEAD}, {UNIT: None, ELSEWHERE: None}, {UNIT: "U", ELSEWHERE: "E"})


def news(act: Act, actor: int, **values) -> News:
    by = directory().people[actor].role
    known = {
        "thread": "task.1",
        "unit_id": UNIT,
        "charged": ((MARIO, UNIT),),
        "changes": frozenset({"due_on"}),
    }
    return News(1, act, NOW, actor, by, **(known | values))


def everybody_sees(_person: Addressee, _news: News) -> bool:
    return True


def whom(item: News, people: Directory | None = None, sees=everybody_sees) -> list[int]:
    return [each.person_id for each in told(item, people or directory(), sees)]


UNITS_ACTS = {
    Act.EVIDENCE_SUBMITTED: {},
    Act.EVIDENCE_CORRECTED: {},
    Act.TASK_DELIVERED: {},
    Act.TASK_ASKED: {"asked_of_unit": False},
    Act.TASK_ANSWERED: {"asked_of_unit": True},
    Act.TASK_COMMENTED: {},
    Act.TASK_TIME_ASKED: {"asked_of_unit": False},
}
SECRETARIATS_ACTS = {
    Act.EVIDENCE_ACCEPTED: {},
    Act.EVIDENCE_RETURNED: {},
    Act.TASK_ACCEPTED: {},
    Act.TASK_RETURNED: {},
    Act.TASK_CANCELLED: {},
    Act.TASK_REOPENED: {},
    Act.TASK_CREATED: {},
    Act.TASK_EDITED: {},
    Act.TASK_LET_GO: {},
    Act.TASK_ASKED: {"asked_of_unit": True},
    Act.TASK_ANSWERED: {"asked_of_unit": False},
    Act.TASK_COMMENTED: {},
    Act.TASK_TIME_DECIDED: {"asked_of_unit": False},
}
RELEASES = (Act.EVIDENCE_RELEASED, Act.CYCLE_RELEASED, Act.CYCLE_EVIDENCE_RELEASED)

HELPS = {"aside": Aside.HELPS, "charged": ((None, UNIT),)}

TABLE: list[tuple[Act, int, Mapping, list[int]]] = [
    *((act, MARIO, values, [SARA, SOFIA]) for act, values in UNITS_ACTS.items()),
    *((act, SARA, values, [MARIO]) for act, values in SECRETARIATS_ACTS.items()),
    *((act, SARA, {"unit_id": None}, [AUDITOR]) for act in RELEASES),
    (Act.ANSWER_DECIDED, AUDITOR, {}, [SARA, SOFIA]),
    (Act.EVIDENCE_SESSION_ASKED, AUDITOR, {}, [SARA, SOFIA]),
    (Act.EVIDENCE_CLASS_PROPOSED, HEAD, {}, [SARA, SOFIA]),
    (Act.ANSWER_DECIDED, SARA, {}, [SOFIA]),
    # What the evaluation is asked, the secretariat brings to it: it does not see tasks.
    (Act.TASK_ASKED, SARA, {"asked_of_unit": None}, []),
    # Nobody is told of her own act.
    (Act.TASK_CREATED, HEAD, {"charged": ((HEAD, UNIT),)}, []),
    (Act.EVIDENCE_SUBMITTED, SARA, {}, [SOFIA]),
    # A head gives a task to a person of hers; without a person the head is told.
    (Act.TASK_EDITED, HEAD, {"changes": frozenset({"person_id"})}, [MARIO]),
    (Act.TASK_CREATED, SARA, {"charged": ((None, UNIT),)}, [HEAD]),
    # What is asked was said better: nobody else's turn, nor another day.
    (Act.TASK_EDITED, SARA, {"changes": frozenset({"title", "description", "priority"})}, []),
    # Who is asked to help is told by her unit's head, though who answers for the task is not.
    (Act.TASK_EDITED, SARA, {"changes": frozenset({"helper_ids"})}, []),
    (Act.TASK_EDITED, SARA, {"changes": frozenset({"helper_ids"}), **HELPS}, [HEAD]),
    (Act.TASK_CREATED, SARA, HELPS, [HEAD]),
    (Act.TASK_CREATED, SARA, {"stands": False, **HELPS}, []),
    # A piece of two tasks, handed in by a third: each is told once.
    (Act.EVIDENCE_RETURNED, SARA, {"charged": ((MARIO, UNIT), (None, UNIT), (MARIO, UNIT))}, [HEAD, MARIO]),
    # The authority stands on no side: she is told of what she asked for, and of nothing else.
    (Act.TASK_ANSWERED, MARIO, {"asked_of_unit": True, "owed": frozenset({MAYOR})}, [SARA, SOFIA, MAYOR]),
    (Act.TASK_ANSWERED, SARA, {"asked_of_unit": False, "owed": frozenset({MAYOR})}, [MARIO, MAYOR]),
    (Act.TASK_ANSWERED, MARIO, {"asked_of_unit": True, "owed": frozenset({SARA})}, [SARA, SOFIA]),
    (Act.TASK_ACCEPTED, SARA, {"owed": frozenset({MAYOR, SARA})}, [MARIO, MAYOR]),
    (Act.TASK_CANCELLED, SARA, {"owed": frozenset({MAYOR})}, [MARIO, MAYOR]),
    (Act.TASK_RETURNED, SARA, {"owed": frozenset({MAYOR})}, [MARIO]),
    (Act.TASK_COMMENTED, MARIO, {"owed": frozenset({MAYOR})}, [SARA, SOFIA]),
    # Who acts for somebody is told by name, and so is whoever does not any more.
    (Act.PERSON_SUBSTITUTED, SARA, {"named_id": OTHER}, [OTHER]),
    (Act.PERSON_SUBSTITUTED, SARA, {"named_id": SARA}, []),
    (Act.PERSON_SUBSTITUTED, SARA, {"named_id": OTHER, "until": TODAY}, [OTHER]),
    (Act.PERSON_SUBSTITUTED, SARA, {"named_id": OTHER, "until": TODAY - timedelta(days=1)}, []),
    (Act.PERSON_SUBSTITUTED, SARA, {"named_id": None}, []),
    (Act.PERSON_SUBSTITUTED, SARA, {"named_id": OTHER, "aside": Aside.TAKEN_AWAY}, [OTHER]),
    # What a unit leaves is for the head of the one that goes on.
    (Act.UNIT_ENDED, SARA, {"charged": ((None, UNIT),)}, [HEAD]),
    (Act.UNIT_ENDED, SARA, {"charged": ()}, []),
    # It is not so any more.
    (Act.EVIDENCE_RETURNED, SARA, {"stands": False}, []),
]


@pytest.mark.parametrize(("act", "actor", "values", "expected"), TABLE)
def test_who_is_told(act: Act, actor: int, values: Mapping, expected: list[int]) -> None:
    assert whom(news(act, actor, **values)) == expected


def test_every_act_that_is_told_has_its_line_and_its_words() -> None:
    assert set(RULES) == set(SAID) == TOLD == {act for act, *_ in TABLE}


QUIET = {
    "answer": "the unit's own work, seen in the checklist; validation comes with acceptance",
    "cut": "frozen for whoever asks for it",
    "cycle": "the secretariat's own ground",
    "duty": "what it asks is a task, and told as one",
    "edition": "the catalogue",
    "evidence": "links and downloads: nobody has to act; an undone act was never told",
    "figure_rule": "settings",
    "improvement_plan": "what it asks is a task, and told as one",
    "indicator": "figures wait for nobody; what asks for them is a task",
    "initiative": "the register; a task asked there is told as a task",
    "institution": "settings",
    "official_letter": "its task is told, or the question in it",
    "outbox_mail": "mail itself",
    "person": "accounts: their own mails; who acts for somebody is told",
    "person_request": "the Secretaría's own work, with its term on its page",
    "purge": "two persons decide on its page",
    "received_mail": "what becomes of it is told in its task",
    "report": "the monthly mail",
    "retention_rule": "settings",
    "saved_view": "shared above the lists",
    "scenario": "private, or shared on its page",
    "sign_in": "sessions",
    "task": "steps within a unit, and what evidence tells already",
    "task_template": "settings",
    "unit": "the tree of units; that one ended is told",
}
"""Why nobody is told of the other acts on a thing."""

ON_PURPOSE = {
    Act.TASK_STARTED, Act.TASK_RESUMED, Act.TASK_WITHDRAWN, Act.TASK_EVIDENCE_ATTACHED, Act.TASK_UNDONE,
    Act.TASK_REMINDED,  # it is a mail of its own
    Act.TASK_PAUSED, Act.TASK_TICKED,  # how it goes on is in the conversation
    Act.TASK_SETTLED,  # its answer is told
    Act.EVIDENCE_DOWNLOADED, Act.EVIDENCE_READ, Act.EVIDENCE_LINKED, Act.EVIDENCE_LINK_CONFIRMED,
    Act.EVIDENCE_PINNED, Act.EVIDENCE_UNPINNED, Act.EVIDENCE_OPENED, Act.EVIDENCE_CLASS_DECIDED,
    Act.EVIDENCE_REDACTED,  # the copy is handed in, which is told
    Act.EVIDENCE_BLOCKED, Act.EVIDENCE_CLEARED, Act.EVIDENCE_UNBLOCKED,  # a person's request is nobody's news
    Act.EVIDENCE_HELD, Act.EVIDENCE_LET_GO, Act.EVIDENCE_PURGED,  # two persons of the Secretaría know
    Act.EVIDENCE_QUARANTINED,  # the job that finds it writes the mails itself
    Act.EVIDENCE_LINK_REFUSED, Act.EVIDENCE_RESERVED, Act.EVIDENCE_UNDONE, Act.EVIDENCE_WITHDRAWN,
    Act.ANSWER_ASSIGNED, Act.ANSWER_DECLARED, Act.ANSWER_UNDONE, Act.ANSWER_VALIDATED,
}  # fmt: skip
"""Acts on the things that both sides work on, of which nobody is told: a new one has to be put somewhere."""


def test_a_new_act_has_to_say_whether_anybody_is_told() -> None:
    assert {act.entity for act in Act} == set(QUIET)
    assert {act for act in Act if act.entity in {"task", "evidence", "answer"}} == ON_PURPOSE | {
        act for act in TOLD if act.entity in {"task", "evidence", "answer"}
    }


@pytest.mark.parametrize("act", RULES)
@pytest.mark.parametrize("actor", [SARA, HEAD, MARIO, AUDITOR])
@pytest.mark.parametrize("asked", [True, False, None])
def test_nobody_is_told_of_her_own_act_or_of_what_she_does_not_see(act: Act, actor: int, asked) -> None:
    item = news(act, actor, asked_of_unit=asked)
    assert actor not in whom(item)
    assert whom(item, sees=lambda person, _: person.person_id == AUDITOR) in ([], [AUDITOR])
    roles = {directory().people[each].role for each in whom(item)}
    assert all(item.kind in REACHING[role] for role in roles), "she can choose how she is told of it"


def test_who_left_or_moved_or_is_away_is_told_by_her_head_or_her_substitute() -> None:
    item = news(Act.EVIDENCE_RETURNED, SARA)
    left = directory(someone(MARIO, Role.CONTRIBUTOR, UNIT, active=False))
    assert whom(item, left) == [HEAD]
    assert whom(item, sees=lambda person, _: person.person_id != MARIO) == [HEAD]
    days = {"substitute_id": OTHER, "substitute_from": TODAY, "substitute_until": TODAY}
    assert whom(item, directory(someone(MARIO, Role.CONTRIBUTOR, UNIT, **days))) == [OTHER]
    away = {"substitute_id": HEAD, "substitute_from": TODAY, "substitute_until": TODAY}
    asked = news(Act.EVIDENCE_SUBMITTED, MARIO)
    assert whom(asked, directory(someone(SARA, Role.SECRETARIAT, **away))) == [SOFIA, HEAD]


STANDS = [
    (Act.EVIDENCE_SUBMITTED, EvidenceState.SUBMITTED, {}, True),
    (Act.EVIDENCE_SUBMITTED, EvidenceState.RETURNED, {}, False),
    (Act.EVIDENCE_RETURNED, EvidenceState.RETURNED, {}, True),
    (Act.EVIDENCE_RETURNED, EvidenceState.SUBMITTED, {}, False),
    (Act.EVIDENCE_ACCEPTED, EvidenceState.RETURNED, {}, False),
    (Act.EVIDENCE_RELEASED, EvidenceState.ACCEPTED, {"released": True}, True),
    (Act.EVIDENCE_RELEASED, EvidenceState.ACCEPTED, {"released": False}, False),
    (Act.TASK_CREATED, TaskState.PENDING, {}, True),
    (Act.TASK_CREATED, TaskState.CLOSED, {}, False),
    (Act.TASK_LET_GO, TaskState.PENDING, {"awaits": False}, True),
    (Act.TASK_LET_GO, TaskState.PENDING, {"awaits": True}, False),
    (Act.TASK_CANCELLED, TaskState.CLOSED, {}, True),
    (Act.TASK_CANCELLED, TaskState.PENDING, {}, False),
    (Act.TASK_ASKED, TaskState.PENDING, {"answered": False}, True),
    (Act.TASK_ASKED, TaskState.PENDING, {"answered": True}, False),
    (Act.TASK_ANSWERED, TaskState.CLOSED, {"answered": True}, True),
    (Act.TASK_COMMENTED, TaskState.CLOSED, {}, True),
]


@pytest.mark.parametrize(("act", "state", "facts", "expected"), STANDS)
def test_what_is_not_so_any_more_is_no_news(act: Act, state, facts: Mapping, expected: bool) -> None:
    assert stands(act, state, **facts) is expected


def test_what_came_back_can_be_put_off_and_not_kept_away() -> None:
    assert {kind for kind in NewsKind if How.NEVER not in ways(kind)} == {NewsKind.RETURNED}
    assert all(USUAL[kind] in ways(kind) for kind in NewsKind)


def test_nothing_is_told_while_it_can_be_taken_back() -> None:
    assert GATHERING >= GRACE


minutes = st.integers(0, 60).map(lambda number: NOW + timedelta(minutes=number))


@given(st.lists(minutes, min_size=1), minutes)
def test_what_belongs_together_is_waited_for_and_never_for_long(acts: list[datetime], now: datetime) -> None:
    goes = ripe(acts, now)
    assert goes == (now >= max(acts) + GATHERING or now >= min(acts) + LONGEST_WAIT)
    assert not ripe([], now)
    if goes:
        assert ripe(acts, now + timedelta(minutes=1)), "what may go may still go a minute later"


def test_a_mail_begins_with_what_is_most_pressing() -> None:
    items = [
        replace(news(Act.EVIDENCE_ACCEPTED, SARA), event_id=1),
        replace(news(Act.TASK_CREATED, SARA), event_id=2, thread="task.2"),
        replace(news(Act.TASK_RETURNED, SARA), event_id=3),
    ]
    told_of = [(thread, [each.event_id for each in members]) for thread, members in by_thread(items)]
    assert told_of == [("task.1", [3, 1]), ("task.2", [2])]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"granted": True}, "Nuevo plazo: hasta el %(until)s"),
        ({"granted": False}, "No se dio más plazo: sigue hasta el %(until)s"),
    ],
)
def test_time_that_was_refused_is_told_as_refused(values: Mapping, expected: str) -> None:
    assert said(news(Act.TASK_TIME_DECIDED, SARA, **values)) == expected


def test_another_day_and_another_person_are_told_apart() -> None:
    moved = said(news(Act.TASK_EDITED, SARA, changes=frozenset({"due_on"})))
    given_away = said(news(Act.TASK_EDITED, SARA, changes=frozenset({"due_on", "person_id"})))
    assert (moved.split(":")[0], given_away.split(",")[0]) == ("Cambió el plazo", "Tarea a su cargo")
