"""The ledger of reminders: what was entered in it was told, and nobody is told it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, update

from sello.core.db import db, insert_into
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.tellings import Telling
from sello.reminders.models import About, Reminder, Told
from sello.reminders.service.passes import Pass

LEDGER = cast("Table", Reminder.__table__)
TOLD = cast("Table", Told.__table__)


def enter_tellings(run: Pass, told: Iterable[Telling]) -> set[tuple[int, int, Kind, date]]:
    """Enter tellings in the ledger, and return the keys of those that were new."""
    rows = [
        _row(
            run,
            each.kind,
            each.to.person_id,
            each.point,
            about=about_of(each.kind),
            about_id=each.thing.id,
            due_on=each.thing.due_on,
            number=each.number,
        )
        for each in told
    ]
    return {(row.about_id, row.person_id, row.kind, row.due_on) for row in _insert_new(rows)}


def enter_weeks(run: Pass, person_ids: Iterable[int], week: date) -> set[int]:
    """Enter in the ledger who is told of her week, and return those who were not yet."""
    rows = [_row(run, Kind.DIGEST, person_id, week, about=About.WEEK) for person_id in person_ids]
    return {row.person_id for row in _insert_new(rows)}


def enter_day(run: Pass, kind: Kind, person_id: int, day: date) -> bool:
    """Enter in the ledger that a person is sent what she is sent on a day; False if she was already."""
    return bool(_insert_new([_row(run, kind, person_id, day, about=About.DAY)]))


def name_mails(run: Pass, mails: Mapping[int, int]) -> None:
    """Write beside what this pass told people which mail told it; `mails` are theirs, by the person."""
    values = [{"reader": person_id, "mail": mail_id} for person_id, mail_id in mails.items()]
    if not values:
        return
    recalled = (LEDGER.c.written_at == run.at.now, LEDGER.c.about != About.DAY)
    for table, hers in ((LEDGER, recalled), (TOLD, (TOLD.c.told_at == run.at.now,))):
        statement = update(table).where(
            table.c.institution_id == run.place.id,
            table.c.person_id == bindparam("reader"),
            table.c.mail_id.is_(None),
            *hers,
        )
        db.session.connection().execute(statement.values(mail_id=bindparam("mail")), values)


def about_of(kind: Kind) -> About:
    """What kind of thing a kind of reminder speaks of."""
    return About.EVIDENCE if kind is Kind.EXPIRING else About.TASK


def _row(
    run: Pass,
    kind: Kind,
    person_id: int,
    point: date,
    *,
    about: About,
    about_id: int = 0,
    due_on: date | None = None,
    number: int = 0,
) -> dict[str, object]:
    return {
        "institution_id": run.place.id,
        "about": about,
        "about_id": about_id,
        "person_id": person_id,
        "kind": kind,
        "due_on": due_on or point,
        "point": point,
        "number": number,
        "written_at": run.at.now,
    }


def _insert_new(rows: list[dict[str, object]]) -> Sequence[Row[Any]]:
    """Insert ledger rows that are not there yet, and return those: one statement for the whole portion."""
    if not rows:
        return []
    told = LEDGER.c
    statement = insert_into(LEDGER).on_conflict_do_nothing()
    entered = statement.returning(told.about_id, told.person_id, told.kind, told.due_on)
    return db.session.execute(entered, rows).all()
