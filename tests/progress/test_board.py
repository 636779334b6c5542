"""The dashboard: the same statuses as the checklist, and days as the institution counts them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.cycles.models import Answer
from sello.cycles.queries.cycles import CycleRow
from sello.level.state import Reading
from sello.progress.board import board
from sello.progress.checklist import Filters, checklist
from tests.builders import AT, Town

ALL = Visibility(units=None)
SANTIAGO = "America/Santiago"


@pytest.mark.parametrize("reading", list(Reading))
def test_the_board_counts_what_the_checklist_lists(cycle: CycleRow, town: Town, reading: Reading) -> None:
    for visibility in (ALL, town.people.head.actor().visibility):
        found = board(visibility, reading, at=AT)
        assert found is not None
        listed = checklist(cycle, visibility, Filters(), at=AT)
        assert found.statuses == listed.statuses
        assert set(found.ids) == {row.code for group in listed.groups for row in group.rows}
        assert found.chosen.reading is reading


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", date(2026, 11, 12)), (SANTIAGO, date(2026, 11, 11)), ("Pacific/Easter", date(2026, 11, 11))],
)
def test_the_last_movement_is_on_the_day_that_it_was_there(cycle: CycleRow, zone: str, day: date) -> None:
    evening = datetime(2026, 11, 12, 2, 30, tzinfo=UTC)
    db.session.execute(update(Answer).where(Answer.cycle_id == cycle.id).values(moved_at=evening))
    found = board(ALL, Reading.VALIDATED, at=AT.there(zone))
    assert found is not None
    assert {unit.last for unit in found.units} == {day}


def test_without_a_cycle_there_is_no_board(town: Town) -> None:
    assert board(town.people.auditor.actor().visibility, Reading.SELF, at=AT) is None
