"""The dated tree of units."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain.units import (
    CorporationStandsAlone,
    DayOutOfOrder,
    ParentNotInForce,
    SuccessorNotInForce,
    UnitHasEnded,
    UnitInsideItself,
    UnitNameTaken,
    UnitSpan,
    UnitStillHolds,
    UnitTree,
    check_change_day,
)

BEGIN = date(2024, 1, 1)
CHANGE = date(2025, 6, 1)
TODAY = date(2026, 11, 22)


def span(unit_id: int, parent_id: int | None = None, **facts: object) -> UnitSpan:
    values = {"name": f"Unidad {unit_id}", "short_name": "", "is_corporation": False, "valid_from": BEGIN}
    return UnitSpan(unit_id=unit_id, parent_id=parent_id, **(values | facts))  # type: ignore[arg-type]


TOWN = [
    span(1, name="DIDECO"),
    span(2, 1, name="Oficina de Migrantes"),
    span(3, 1, name="Oficina de Pueblos Originarios"),
    span(4, name="DAF"),
    span(5, 4, name="Personas"),
    span(6, name="Cormup", is_corporation=True),
]


def test_a_branch_is_the_unit_and_all_that_hangs_from_it() -> None:
    tree = UnitTree(TOWN)
    assert tree.branch(1, TODAY) == {1, 2, 3}
    assert tree.branch(5, TODAY) == {5}
    assert tree.branch(6, TODAY) == {6}


def test_a_moved_unit_belonged_to_its_old_parent_until_the_day_before() -> None:
    moved = [
        *TOWN[:1],
        span(2, 1, valid_until=CHANGE),
        span(2, 4, valid_from=CHANGE),
        *TOWN[3:],
    ]
    tree = UnitTree(moved)
    assert tree.branch(1, CHANGE - timedelta(days=1)) == {1, 2}
    assert tree.branch(1, CHANGE) == {1}
    assert tree.branch(4, CHANGE) == {2, 4, 5}


def test_an_ended_unit_stays_with_its_parent_and_a_merged_one_goes_with_its_successor() -> None:
    ended = UnitTree([*TOWN[:1], span(2, 1, valid_until=CHANGE), *TOWN[2:]])
    merged = UnitTree([*TOWN[:1], span(2, 1, valid_until=CHANGE, successor_id=5), *TOWN[2:]])
    assert ended.branch(1, TODAY) == {1, 2, 3}
    assert merged.branch(1, TODAY) == {1, 3}
    assert merged.branch(5, TODAY) == {2, 5}
    assert merged.branch(1, CHANGE - timedelta(days=1)) == {1, 2, 3}


@pytest.mark.parametrize(
    ("unit_id", "day", "continuing"),
    [
        (2, CHANGE - timedelta(days=1), 2),
        (2, CHANGE, 4),  # through one that ended too
        (3, TODAY, 4),
        (4, TODAY, 4),
        (5, TODAY, None),  # nothing continues it
        (9, TODAY, None),  # of nobody's
    ],
)
def test_what_ended_is_continued_by_the_last_of_its_heirs(
    unit_id: int, day: date, continuing: int | None
) -> None:
    units = [
        span(2, 1, valid_until=CHANGE, successor_id=3),
        span(3, 1, valid_until=CHANGE, successor_id=4),
        span(5, 4, valid_until=CHANGE),
    ]
    assert UnitTree([*TOWN[:1], TOWN[3], *units]).continues(unit_id, day) == continuing


def test_a_unit_that_has_not_begun_hangs_from_nothing() -> None:
    tree = UnitTree([*TOWN, span(7, 1, valid_from=TODAY + timedelta(days=1))])
    assert 7 not in tree.branch(1, TODAY)
    assert 7 in tree.branch(1, TODAY + timedelta(days=1))


def test_the_outline_reads_like_an_organisation_chart_with_corporations_last() -> None:
    tree = UnitTree([*TOWN, span(8, name="Ámbito")])
    assert [(depth, line.name) for depth, line in tree.outline(TODAY)] == [
        (0, "Ámbito"),
        (0, "DAF"),
        (1, "Personas"),
        (0, "DIDECO"),
        (1, "Oficina de Migrantes"),
        (1, "Oficina de Pueblos Originarios"),
        (0, "Cormup"),
    ]


@pytest.mark.parametrize(
    ("unit_id", "place", "refusal"),
    [
        (None, {"parent_id": 1, "name": "oficina de  MIGRANTES", "is_corporation": False}, UnitNameTaken),
        (1, {"parent_id": 2, "name": "DIDECO", "is_corporation": False}, UnitInsideItself),
        (1, {"parent_id": 1, "name": "DIDECO", "is_corporation": False}, UnitInsideItself),
        (None, {"parent_id": 99, "name": "Nueva", "is_corporation": False}, ParentNotInForce),
        (None, {"parent_id": 1, "name": "Corporación", "is_corporation": True}, CorporationStandsAlone),
    ],
)
def test_a_place_is_refused(unit_id: int | None, place: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        UnitTree(TOWN).check_place(unit_id, day=TODAY, **place)


def test_a_unit_may_keep_its_own_name_and_another_place_may_repeat_one() -> None:
    tree = UnitTree(TOWN)
    tree.check_place(2, parent_id=1, name="Oficina de Migrantes", is_corporation=False, day=TODAY)
    tree.check_place(None, parent_id=4, name="Oficina de Migrantes", is_corporation=False, day=TODAY)


@pytest.mark.parametrize(
    ("unit_id", "successor_id", "people", "refusal"),
    [
        (1, None, 0, UnitStillHolds),
        (2, None, 1, UnitStillHolds),
        (1, 2, 0, SuccessorNotInForce),
        (2, 2, 0, SuccessorNotInForce),
        (2, 99, 0, SuccessorNotInForce),
    ],
)
def test_an_end_is_refused(
    unit_id: int, successor_id: int | None, people: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        UnitTree(TOWN).check_end(unit_id, successor_id=successor_id, day=TODAY, today=TODAY, people=people)


def test_an_end_with_heirs_or_without_holdings_is_allowed() -> None:
    tree = UnitTree(TOWN)
    tree.check_end(2, successor_id=3, day=TODAY, today=TODAY, people=4)
    tree.check_end(2, successor_id=None, day=TODAY, today=TODAY, people=0)


def test_changes_are_dated_between_the_beginning_and_today_and_never_after_the_end() -> None:
    check_change_day(span(1), day=BEGIN, today=TODAY)
    with pytest.raises(DayOutOfOrder, match="01-01-2024"):
        check_change_day(span(1), day=BEGIN - timedelta(days=1), today=TODAY)
    with pytest.raises(DayOutOfOrder):
        check_change_day(span(1), day=TODAY + timedelta(days=1), today=TODAY)
    with pytest.raises(UnitHasEnded, match="01-06-2025"):
        check_change_day(span(1, valid_until=CHANGE), day=TODAY, today=TODAY)


@st.composite
def trees(draw: st.DrawFn) -> UnitTree:
    """Units whose parents and successors come before them, some ended."""
    count = draw(st.integers(1, 12))
    spans = []
    for unit_id in range(1, count + 1):
        earlier = st.none() | st.integers(1, unit_id - 1) if unit_id > 1 else st.none()
        ended = draw(st.booleans())
        spans.append(
            span(
                unit_id,
                draw(earlier),
                valid_until=CHANGE if ended else None,
                successor_id=draw(earlier) if ended else None,
            )
        )
    return UnitTree(spans)


@given(trees())
def test_the_roots_share_out_every_unit_exactly_once(tree: UnitTree) -> None:
    everything = tree.last_known(TODAY)
    branches = {unit_id: tree.branch(unit_id, TODAY) for unit_id in everything}
    roots = [
        unit_id
        for unit_id in everything
        if not any(unit_id in branches[o] for o in everything if o != unit_id)
    ]
    assert sorted(unit_id for root in roots for unit_id in branches[root]) == sorted(everything)


@given(trees())
def test_a_branch_holds_the_branches_of_its_units(tree: UnitTree) -> None:
    for unit_id in tree.last_known(TODAY):
        for inner in tree.branch(unit_id, TODAY):
            assert tree.branch(inner, TODAY) <= tree.branch(unit_id, TODAY)
