"""Half known dates, validity and the refusals of the register."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.lights import Light
from sello.core.refusal import Refusal
from sello.register.domain import (
    ActKind,
    ActKindMissing,
    EndsBeforeStart,
    FormerName,
    InitiativeKind,
    PartialDate,
    Precision,
    UnitMissing,
    UnreadableDate,
    Validity,
    check,
    light,
    name_on,
    read_partial,
    validity,
)

TODAY = date(2026, 11, 22)
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("02-2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2/2025", date(2025, 2, 1), date(2025, 2, 28)),
        ("08-01-2021", date(2021, 1, 8), date(2021, 1, 8)),
        (" 8/1/2021 ", date(2021, 1, 8), date(2021, 1, 8)),
        ("2021-01-08", date(2021, 1, 8), date(2021, 1, 8)),
        ("8 de enero de 2021", date(2021, 1, 8), date(2021, 1, 8)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("Febrero de 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("feb. 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(typed: str, first: date, last: date) -> None:
    read = read_partial(typed)
    assert read is not None
    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_is_no_date(typed: str) -> None:
    assert read_partial(typed) is None


@pytest.mark.parametrize(
    "typed", ["31-02-2024", "13-2024", "00-00-2024", "hoy", "1-2-3-2024", "٢٠١٨", "marco de 2024"]
)
def test_what_is_not_a_date_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UnreadableDate, match="no es una fecha"):
        read_partial(typed)


@pytest.mark.parametrize(
    ("typed", "said"), [("24", "¿2024?"), ("3-24", "¿2024?"), ("05-03-0026", "¿2026?"), ("9999", "9999")]
)
def test_a_year_that_is_none_here_is_asked_about(typed: str, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_partial(typed)
    assert said in str(caught.value)


@given(DATES, st.sampled_from(Precision))
def test_what_is_shown_is_read_back(day: date, precision: Precision) -> None:
    one = PartialDate.holding(day, precision)
    assert one is not None
    assert read_partial(str(one)) == one
    assert one.first <= day <= one.last
    assert PartialDate.holding(one.last, precision) == one


def test_no_stored_day_is_no_date() -> None:
    assert PartialDate.holding(None, Precision.YEAR) is None


def year(number: int) -> PartialDate:
    return PartialDate(date(number, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (None, None, Validity.UNKNOWN),
        (None, year(2030), Validity.UNKNOWN),
        (None, year(2025), Validity.ENDED),
        (year(2018), year(2025), Validity.ENDED),
        (year(2018), None, Validity.IN_FORCE),
        (year(2018), year(2027), Validity.IN_FORCE),
        (year(2018), year(2026), Validity.ENDING),  # may last until 31-12-2026
        (year(2026), None, Validity.IN_FORCE),
        (year(2027), None, Validity.UPCOMING),
        (PartialDate(TODAY), PartialDate(TODAY), Validity.ENDING),
        (year(2018), PartialDate(date(2026, 11, 21)), Validity.ENDED),
        (year(2018), PartialDate(date(2027, 1, 21)), Validity.ENDING),
        (year(2018), PartialDate(date(2027, 1, 22)), Validity.IN_FORCE),
    ],
)
def test_validity_follows_the_dates(
    starts: PartialDate | None, ends: PartialDate | None, expected: Validity
) -> None:
    assert validity(starts, ends, today=TODAY) is expected


def test_an_ended_plan_is_a_gap_and_an_ended_study_is_not() -> None:
    assert light(InitiativeKind.PLAN, Validity.ENDED) is Light.RED
    assert light(InitiativeKind.OFFICE, Validity.ENDED) is Light.RED
    assert light(InitiativeKind.STUDY, Validity.ENDED) is Light.GREY
    assert light(InitiativeKind.PROJECT, Validity.ENDED) is Light.GREY


@pytest.mark.parametrize("kind", list(InitiativeKind))
def test_what_is_not_known_is_never_shown_as_good_or_bad(kind: InitiativeKind) -> None:
    assert light(kind, Validity.UNKNOWN) is Light.GREY
    assert light(kind, Validity.IN_FORCE) is Light.GREEN
    assert light(kind, Validity.ENDING) is Light.AMBER


WHOLE: dict[str, Any] = {
    "starts": year(2018),
    "ends": year(2025),
    "unit_ids": {1},
    "act_kind": ActKind.DECREE,
    "act_number": "1200/46",
    "act_on": date(2021, 1, 8),
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"starts": None, "ends": None, "act_kind": None, "act_number": "", "act_on": None},
        {"starts": PartialDate(date(2025, 6, 1))},  # begins within the year in which it ends
        {"act_number": "", "act_on": None},
    ],
)
def test_what_is_known_and_agrees_passes(change: dict[str, Any]) -> None:
    check(**WHOLE | change)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"unit_ids": set()}, UnitMissing),
        ({"starts": year(2026)}, EndsBeforeStart),
        ({"act_kind": None}, ActKindMissing),
        ({"act_kind": None, "act_number": ""}, ActKindMissing),
        ({"act_kind": None, "act_on": None}, ActKindMissing),
    ],
)
def test_parts_that_contradict_each_other_are_refused(
    change: dict[str, Any], refusal: type[UnitMissing | EndsBeforeStart | ActKindMissing]
) -> None:
    with pytest.raises(refusal) as refused:
        check(**WHOLE | change)
    assert refused.value.field


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2009, 6, 1), "Casa de la Mujer"),
        (date(2010, 12, 31), "Casa de la Mujer"),
        (date(2011, 1, 1), "Centro de la Mujer"),
        (date(2024, 3, 31), "Centro de la Mujer"),
        (date(2024, 4, 1), "Centro de las Mujeres"),
    ],
)
def test_an_initiative_has_on_each_day_the_name_of_that_day(day, name):
    former = (
        FormerName("Casa de la Mujer", read_partial("2010")),
        FormerName("Nadie sabe hasta cuándo"),
        FormerName("Centro de la Mujer", read_partial("03-2024")),
    )
    assert name_on(day, "Centro de las Mujeres", former) == name
