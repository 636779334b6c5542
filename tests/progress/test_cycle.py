"""A cycle's page in one read: what each of its parts says, to whom, at what cost."""

import pytest

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.refusal import NotFound
from sello.cycles.queries.cycles import CycleRow
from sello.progress.cycle import cycle_page
from sello.progress.service import make_cut
from sello.progress.standing import standing
from tests.builders import AT, TODAY, Town

ALL = Visibility(units=None)


def test_the_page_says_what_each_of_its_parts_says(town: Town, cycle: CycleRow) -> None:
    page = cycle_page(cycle.id, ALL, number=1, size=50, at=AT)
    assert page.cycle == cycle
    whole = standing(cycle, at=AT).assessments(TODAY)
    assert {reading: each.score for reading, each in page.assessments.items()} == {
        reading: each.score for reading, each in whole.items()
    }
    assert all(page.assessments[reading].level == each.level for reading, each in whole.items())
    assert all(state is stage.state(TODAY) for stage, state in page.stages)
    assert page.current in (None, *(stage for stage, _ in page.stages))
    assert (page.cuts.rows, page.first_cut, page.copied) == ((), None, False)


def test_a_cycle_that_was_not_released_is_not_there_for_an_auditor(town: Town, cycle: CycleRow) -> None:
    with pytest.raises(NotFound):
        cycle_page(cycle.id, town.people.auditor.actor().visibility, number=1, size=50, at=AT)


def test_the_page_asks_as_often_with_cuts_as_without(town: Town, cycle: CycleRow, statements) -> None:
    cycle_page(cycle.id, ALL, number=1, size=50, at=AT)  # editions are read once
    with statements() as without:
        cycle_page(cycle.id, ALL, number=1, size=50, at=AT)
    for name in ("Primero", "Segundo", "Tercero"):
        make_cut(town.people.secretary.actor(), cycle.id, name, as_of=TODAY, at=AT)
    db.session.flush()
    with statements() as with_cuts:
        page = cycle_page(cycle.id, ALL, number=1, size=50, at=AT)
    assert len(page.cuts.rows) == page.cuts.total == 3
    assert page.first_cut == page.cuts.rows[-1].id
    assert len(with_cuts) == len(without) == 6
