"""Comparisons put together: across cycles and editions, with sums that add up, at a constant price."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import update

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.models import Answer, Cut
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.service.answers import declare
from sello.cycles.service.cuts import make_cut
from sello.level.snapshot import Movement
from sello.level.state import Reading
from sello.progress.standing import standing
from sello.reports.comparison.assemble import Reader, comparison
from sello.reports.comparison.contents import ComparisonReport, Deed
from sello.reports.comparison.facts import Pick, turned
from sello.transfers.change_edition.service import adopt
from tests.builders import AT, NOW, TODAY, Town
from tests.cycles import builders
from tests.transfers.change_edition import builders as adoption

LATER = NOW + timedelta(hours=4)
EVERYTHING = Reader("Sara", "Municipalidad", Visibility(units=None))


def compared(before: str, after: str, reading: Reading = Reading.SELF) -> ComparisonReport:
    moment = AT.then(LATER + timedelta(hours=1))
    return comparison((Pick(before, reading), Pick(after, reading)), EVERYTHING, moment)


def adds_up(report: ComparisonReport) -> bool:
    """The points of all that moved are the difference of the two numerators, by unit too."""
    moved = (*report.moves, *report.only_before, *report.only_after)
    points = sum((line.points for line in moved), Fraction(0))
    by_unit = sum((line.points for line in report.by_unit), Fraction(0))
    return points == by_unit == report.after.numerator - report.before.numerator


@pytest.fixture
def adopted(town: Town) -> tuple[str, str]:
    """A cut on a graded edition, and the cycle since it took a later one in which 2.1.3 became 2.1.4."""
    actor = town.people.secretary.actor()
    scene = adoption.scene(town)
    cycle = cycle_queries.find(scene.cycle.id)
    make_cut(actor, cycle.id, "Antes", standing(cycle, at=AT).snapshot(TODAY), at=AT)
    cut = db.session.query(Cut).one().id
    adopt(cycle.id, scene.after_id, actor, now=LATER)
    db.session.flush()
    said = Declaration("yes", "Ahora sí.")
    declare(actor, cycle.id, scene.new[adoption.NEW], said, version=1, now=LATER)
    db.session.commit()
    return f"corte-{cut}", f"ciclo-{cycle.id}"


def test_a_cut_from_before_an_adoption_is_compared_by_code(adopted: tuple[str, str]) -> None:
    report = compared(*adopted)
    assert not report.on_one_edition
    assert report.on_one_cycle
    assert [(line.code, line.movement) for line in report.only_before] == [(adoption.GONE, Movement.REMOVED)]
    assert [(line.code, line.movement) for line in report.only_after] == [(adoption.NEW, Movement.ADDED)]
    assert [work.deed for work in report.only_after[0].work] == [Deed.DECLARED]
    assert [(line.code, line.movement) for line in report.moves] == [("1.1.2", Movement.DOWN)]
    assert adds_up(report)


def test_the_other_way_round_says_the_opposite(adopted: tuple[str, str]) -> None:
    there, back = compared(*adopted), compared(*reversed(adopted))
    assert back.difference == -(there.difference or 0)
    assert [line.code for line in back.only_before] == [line.code for line in there.only_after]
    assert [line.code for line in back.only_after] == [line.code for line in there.only_before]
    assert [(line.code, line.movement) for line in back.moves] == [("1.1.2", Movement.UP)]
    assert adds_up(back)


def test_between_two_cycles_the_work_is_the_later_ones(town: Town) -> None:
    actor = town.people.secretary.actor()
    first = builders.cycle(actor)
    second = builders.cycle(actor, builders.edition(6), name="Sello 2030", starts_on=date(2026, 6, 1))
    for cycle, code in ((first, "1.1.1"), (second, "1.1.2")):
        declare(actor, cycle.id, builders.ids(cycle)[code], Declaration("yes"), version=1, now=NOW)
    db.session.commit()
    report = compared(f"ciclo-{first.id}", f"ciclo-{second.id}")
    assert not report.on_one_cycle
    assert {line.code: [work.deed for work in line.work] for line in report.moves} == {
        "1.1.1": [],
        "1.1.2": [Deed.DECLARED],
    }
    assert {line.code for line in report.only_after} == {"1.1.3", "2.1.3"}
    assert adds_up(report)


def test_the_price_does_not_grow_with_the_cycle(town: Town, statements: Callable[[], object]) -> None:
    actor = town.people.secretary.actor()
    prices = []
    for count in (4, 40):
        cycle = builders.cycle(actor, builders.edition(count), name=f"De {count}")
        make_cut(actor, cycle.id, "Corte", standing(cycle, at=AT).snapshot(TODAY), at=AT)
        cut = db.session.query(Cut).filter_by(cycle_id=cycle.id).one().id
        db.session.execute(update(Answer).where(Answer.cycle_id == cycle.id).values(declared="yes"))
        for number in builders.ids(cycle).values():
            builders.evidence(cycle, number, town.units.personas)
        compared(f"corte-{cut}", f"ciclo-{cycle.id}")
        with statements() as seen:
            report = compared(f"corte-{cut}", f"ciclo-{cycle.id}")
        assert len(report.moves) == count
        assert adds_up(report)
        prices.append(len(seen))
    assert prices[0] == prices[1] <= 14  # of a process that keeps the tree of units: 12


def test_a_mapping_said_by_hand_holds_both_ways() -> None:
    assert turned({"1": "2", "3": ""}, frozenset({"2", "3"})) == {"2": "1", "3": ""}
    assert turned({"1": "3", "3": ""}, frozenset({"3"})) == {"3": "1"}
