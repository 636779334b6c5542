"""What stood on each day: states of answers and of the service of evidence, carried over from what was kept.

Until now the trail told of answers what they said before and after, and reviews when a piece was accepted or
returned. From these every state is worked out again. What nothing tells (a last day that was corrected on an
accepted piece, links that were taken away, answers that changed their edition) is what a cycle cannot tell of
the time before: `cycle.kept_from`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BATCH = 1000
NO_REASON = "—"
"""Stands for the reason of a «no aplica» that was taken back since: that there was one is known, not which."""

Row = dict[str, Any]
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("cycle", sa.Column("kept_from", INSTANT, nullable=True))
    answers, services = _answer_state(), _service_state()
    cycles = {row["id"]: row for row in _rows("cycle")}
    floors: dict[int, datetime] = {}
    _write(answers, _said(cycles, floors))
    _write(services, _served(cycles, floors))
    cycle = sa.table("cycle", sa.column("id", sa.Integer), sa.column("kept_from", INSTANT))
    for cycle_id, floor in floors.items():
        if floor > cycles[cycle_id]["created_at"]:
            op.get_bind().execute(cycle.update().where(cycle.c.id == cycle_id).values(kept_from=floor))


def downgrade() -> None:
    op.drop_table("evidence_service_state")
    op.drop_table("answer_state")
    op.drop_column("cycle", "kept_from")


def _answer_state() -> sa.Table:
    table = op.create_table(
        "answer_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("declared", sa.String(length=40), nullable=True),
        sa.Column("not_applicable", sa.Boolean(), nullable=False),
        sa.Column("not_applicable_reason", sa.Text(), nullable=False),
        sa.Column("validated", sa.String(length=40), nullable=True),
        sa.Column("validated_at", INSTANT, nullable=True),
        sa.Column("external", sa.String(length=40), nullable=True),
        sa.Column("external_at", INSTANT, nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        *_keys("answer_state", "cycle", "requirement", "unit", "institution"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_state")),
    )
    op.create_index("ix_answer_state_latest", "answer_state", ["cycle_id", "requirement_id", "id"])
    return table


def _service_state() -> sa.Table:
    name = "evidence_service_state"
    table = op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.Column("to_confirm", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        *_keys(name, "institution", "evidence", "cycle", "requirement"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_latest", name, ["cycle_id", "requirement_id", "evidence_id", "id"])
    op.create_index(f"ix_{name}_evidence", name, ["evidence_id"])
    return table


def _keys(table: str, *others: str) -> Iterator[sa.ForeignKeyConstraint]:
    for other in others:
        column = f"{other}_id"
        yield sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _rows(name: str) -> list[Row]:
    """Every row of a table as it is now, instants aware, the earliest first."""
    table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind(), resolve_fks=False)
    found = op.get_bind().execute(sa.select(table).order_by(table.c.id)).mappings()
    return [{key: _aware(value) for key, value in row.items()} for row in found]


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _write(table: sa.Table, rows: Iterable[Row]) -> None:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            op.get_bind().execute(table.insert(), batch)
            batch = []
    if batch:
        op.get_bind().execute(table.insert(), batch)


def _by(rows: Iterable[Row], *names: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        key = tuple(row[name] for name in names)
        found[key[0] if len(key) == 1 else key].append(row)
    return found


def _raise(floors: dict[int, datetime], cycle_id: int, instant: datetime) -> None:
    floors[cycle_id] = max(instant, floors.get(cycle_id, instant))


# Answers.

EMPTY: Row = {
    "unit_id": None,
    "declared": None,
    "not_applicable": False,
    "validated": None,
    "validated_at": None,
    "external": None,
    "external_at": None,
}


def _said(cycles: dict[int, Row], floors: dict[int, datetime]) -> Iterator[Row]:
    """The states of every answer; one that its events do not explain is told from the cycle's last act on."""
    events = _by((row for row in _rows("audit_event") if row["entity"] == "answer"), "entity_id")
    adoptions = _by(_rows("adoption"), "cycle_id")
    by_cycle = _by(_rows("answer"), "cycle_id")
    for cycle_id, answers in by_cycle.items():
        opened = cycles[cycle_id]["created_at"]
        adopted = [
            row[name]
            for row in adoptions.get(cycle_id, ())
            for name in ("adopted_at", "undone_at")
            if row[name] is not None
        ]
        acts = [event["at"] for answer in answers for event in events.get(answer["id"], ())]
        last = max([opened, *adopted, *acts])
        for answer in answers:
            states = [] if adopted else _replayed(events.get(answer["id"], ()), opened)
            if not states or any(states[-1][1][name] != answer[name] for name in EMPTY):
                _raise(floors, cycle_id, last)
                states = [(last, {name: answer[name] for name in EMPTY})]
            for since, state in states:
                yield {
                    **state,
                    "since": since,
                    "not_applicable_reason": _reason(answer, state),
                    **{name: answer[name] for name in ("institution_id", "cycle_id", "requirement_id")},
                }


def _reason(answer: Row, state: Row) -> str:
    told: str = answer["not_applicable_reason"]
    return told or NO_REASON if state["not_applicable"] and not answer["not_applicable"] else told


def _replayed(events: Iterable[Row], opened: datetime) -> list[tuple[datetime, Row]]:
    """An answer's states from its events, each with the instant from which it stood."""
    states = [(opened, EMPTY)]
    for event in events:
        changed = _changed(event)
        if changed:
            states.append((event["at"], states[-1][1] | changed))
    return states


def _changed(event: Row) -> Row:
    after, at = event["after"], event["at"]
    match event["action"]:
        case "answer.assigned":
            return {"unit_id": after}
        case "answer.declared":
            out = after == "not_applicable"
            withdrawn = {"validated": None, "validated_at": None}
            said = {"not_applicable": out, "declared": None if out else after}
            return said | (withdrawn if (event["detail"] or {}).get("validation_withdrawn") else {})
        case "answer.validated":
            return {"validated": after, "validated_at": None if after is None else at}
        case "answer.decided":
            return {"external": after, "external_at": None if after is None else at}
    return {}


# Evidence.

Course = list[tuple[datetime, str, datetime | None]]
"""From which instant a piece was in which state, and since when accepted."""


def _served(cycles: dict[int, Row], floors: dict[int, datetime]) -> Iterator[Row]:
    """How each piece served each requirement, from its reviews, its successors and its links."""
    pieces = {row["id"]: row for row in _rows("evidence")}
    reviews = _by(_rows("review"), "evidence_id")
    zones = {row["id"]: ZoneInfo(row["zone"]) for row in _rows("institution")}
    events = [row for row in _rows("audit_event") if row["entity"] == "evidence"]
    courses = {number: _course(piece, reviews.get(number, ())) for number, piece in pieces.items()}
    links = _rows("evidence_link")
    for number, at in _untold(pieces, courses, events):
        for cycle_id in {link["cycle_id"] for link in links if link["evidence_id"] == number}:
            _raise(floors, cycle_id, at)
    for institution_id, at in _taken_away(events):
        for cycle in cycles.values():
            if cycle["institution_id"] == institution_id and cycle["created_at"] <= at:
                _raise(floors, cycle["id"], at)
    confirmed = _by(
        (event | {"to": event["detail"]["requirement_id"]} for event in events if _confirms(event)),
        "entity_id",
        "to",
    )
    followers = _by((row for row in pieces.values() if row["replaces_id"]), "replaces_id")
    for link in links:
        piece = pieces[link["evidence_id"]]
        course = courses[piece["id"]]
        ends = _successions(piece, followers.get(piece["id"], ()), courses, zones[piece["institution_id"]])
        if ends[-1][1] != piece["superseded_on"]:
            _raise(floors, link["cycle_id"], ends[-1][0])
            ends = [(piece["created_at"], piece["superseded_on"])]
        waits = _waits(link, course, confirmed.get((piece["id"], link["requirement_id"]), ()), cycles, floors)
        yield from _states(link, piece, course, ends, waits)


def _course(piece: Row, reviews: Iterable[Row]) -> Course:
    """The states of a piece from its reviews; only the present one where they do not lead to it."""
    course: Course = [(piece["created_at"], "submitted", None)]
    for review in reviews:
        accepted = review["decision"] == "accepted"
        at = review["decided_at"]
        course.append((at, "accepted" if accepted else "returned", at if accepted else None))
        if review["remedied_at"] is not None:
            course.append((review["remedied_at"], "submitted", None))
    told = course[-1][1:] == (piece["state"], piece["accepted_at"])
    return course if told else [(course[0][0], piece["state"], piece["accepted_at"])]


def _at(course: Course, instant: datetime) -> tuple[str, datetime | None]:
    """The state at an instant, and since when accepted."""
    return next((each[1:] for each in reversed(course) if each[0] <= instant), course[0][1:])


def _untold(
    pieces: dict[int, Row], courses: dict[int, Course], events: Iterable[Row]
) -> Iterator[tuple[int, datetime]]:
    """Pieces of which something cannot be told before an instant."""
    for number, piece in pieces.items():
        if len(courses[number]) == 1 and courses[number][0][1] != "submitted":
            yield number, piece["accepted_at"] or piece["submitted_at"]
    for event in events:
        corrected = event["action"] == "evidence.corrected" and "validity" in event["detail"].get("parts", ())
        number = event["entity_id"]
        if corrected and number in courses and _at(courses[number], event["at"])[0] == "accepted":
            yield number, event["at"]


def _taken_away(events: Iterable[Row]) -> Iterator[tuple[int, datetime]]:
    """When links were taken away of which nothing was kept, by institution."""
    for event in events:
        corrected = event["action"] == "evidence.corrected" and "requirements" in event["detail"].get(
            "parts", ()
        )
        if corrected or event["action"] == "evidence.link_refused":
            yield event["institution_id"], event["at"]


def _confirms(event: Row) -> bool:
    return bool(event["action"] == "evidence.link_confirmed")


def _successions(
    piece: Row, followers: Iterable[Row], courses: dict[int, Course], zone: ZoneInfo
) -> list[tuple[datetime, date | None]]:
    """From which instant a piece bore which day of replacement: that of the first acceptance that stands."""
    ends: list[tuple[datetime, date | None]] = [(piece["created_at"], None)]
    held = [courses[row["id"]] for row in followers]
    for instant in sorted({each[0] for course in held for each in course}):
        accepted = [at for course in held if course[0][0] <= instant and (at := _at(course, instant)[1])]
        day = min(accepted).astimezone(zone).date() if accepted else None
        if day != ends[-1][1]:
            ends.append((instant, day))
    return ends


def _waits(
    link: Row, course: Course, confirmed: Iterable[Row], cycles: dict[int, Row], floors: dict[int, datetime]
) -> tuple[bool, datetime | None]:
    """Whether a link waited to be confirmed when it was made, and until when."""
    at = link["linked_at"]
    carried = at == cycles[link["cycle_id"]]["created_at"]
    if link["to_confirm"]:
        return True, None
    if not carried and _at(course, at)[0] != "accepted":
        return False, None
    by_hand = [event["at"] for event in confirmed if event["at"] >= at]
    again = [instant for instant, state, _ in course if state == "accepted" and instant > at]
    if again and not by_hand and not carried:
        _raise(floors, link["cycle_id"], again[0])
    until = min([*by_hand, *again], default=None)
    return (carried or bool(by_hand)) and until is not None, until


def _states(
    link: Row,
    piece: Row,
    course: Course,
    ends: list[tuple[datetime, date | None]],
    waits: tuple[bool, datetime | None],
) -> Iterator[Row]:
    began, until = link["linked_at"], waits[1]
    instants = {began, *(each[0] for each in course), *(each[0] for each in ends)}
    if waits[0] and until is not None:
        instants.add(until)
    for instant in sorted(each for each in instants if each >= began):
        state, accepted_at = _at(course, instant)
        yield {
            **{name: link[name] for name in ("institution_id", "cycle_id", "requirement_id", "evidence_id")},
            "since": instant,
            "linked": True,
            "to_confirm": waits[0] and (until is None or instant < until),
            "state": state,
            "accepted_at": accepted_at,
            "valid_until": piece["valid_until"],
            "superseded_on": next(
                day for since, day in reversed(ends) if since <= instant or since == ends[0][0]
            ),
        }
