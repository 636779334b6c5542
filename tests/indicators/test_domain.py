"""Rules of figures as tables: numbers, periods, cuts, tables, gaps, the drawing."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.refusal import Refusal
from sello.indicators.domain import cuts, indicators, numbers, periods, tables
from sello.indicators.domain.chart import Series, draw
from sello.indicators.domain.cuts import USUAL, Axis, Option
from sello.indicators.domain.indicators import Direction, IndicatorDraft, Progress
from sello.indicators.domain.numbers import Measure, read_figure, typed_figure, write_figure
from sello.indicators.domain.periods import Period, Periodicity, latest, read_period
from sello.indicators.domain.tables import Seen, gap, shape_of, table
from sello.register.parts.domain import money

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "measure", "kept"),
    [
        ("1.234,5", Measure.INDEX, 1_234_500),
        ("1.234", Measure.PEOPLE, 1_234_000),
        (" 1234 ", Measure.PEOPLE, 1_234_000),
        ("12 %", Measure.PERCENT, 12_000),
        ("12,5%", Measure.PERCENT, 12_500),
        ("-0,125", Measure.INDEX, -125),
        ("M$ 1.000", Measure.PESOS, 1_000_000_000),
        ("$1.000", Measure.PESOS, 1_000_000),
        ("0", Measure.CASES, 0),
        ("1 234 567", Measure.CASES, 1_234_567_000),
        (" - 3 ,5 ", Measure.INDEX, -3_500),
        ("25.000.000", Measure.PEOPLE, 25_000_000_000),
        ("1.000.000.000", Measure.THINGS, 10**12),
    ],
)
def test_a_figure_is_read_as_it_is_typed_in_chile(typed, measure, kept):
    assert read_figure(typed, measure) == kept


@pytest.mark.parametrize(
    ("typed", "measure", "refusal"),
    [
        ("12,5 300", Measure.INDEX, numbers.UnreadableFigure),
        ("0,5 100", Measure.PERCENT, numbers.UnreadableFigure),
        ("12 34", Measure.PEOPLE, numbers.UnreadableFigure),
        ("1 2", Measure.INDEX, numbers.UnreadableFigure),
        ("12 3456", Measure.CASES, numbers.UnreadableFigure),
        ("doce", Measure.PEOPLE, numbers.UnreadableFigure),
        ("12.5", Measure.INDEX, numbers.PointTyped),
        ("1.23", Measure.PEOPLE, numbers.PointTyped),
        ("12,5", Measure.PEOPLE, numbers.NotWhole),
        ("-3", Measure.CASES, numbers.NegativeFigure),
        ("−3", Measure.PERCENT, numbers.NegativeFigure),
        ("100,1", Measure.PERCENT, numbers.OverHundred),
        ("12 %", Measure.PEOPLE, numbers.PercentElsewhere),
        ("0,1234", Measure.INDEX, numbers.TooFine),
        ("9" * 20, Measure.PEOPLE, numbers.TooManyPeople),
        ("25.000.001", Measure.PEOPLE, numbers.TooManyPeople),
        ("99.999.999.999", Measure.PEOPLE, numbers.TooManyPeople),
        ("1.000.000.001", Measure.CASES, numbers.TooManyCounted),
        ("99999999999", Measure.THINGS, numbers.TooManyCounted),
        ("9" * 20, Measure.INDEX, numbers.TooLarge),
        ("1.000.000,00", Measure.PESOS, money.CentsTyped),
        ("1,000,000", Measure.PEOPLE, numbers.UnreadableFigure),
        ("1e6", Measure.PEOPLE, numbers.UnreadableFigure),
        ("½", Measure.INDEX, numbers.UnreadableFigure),
        ("$ 1.000", Measure.PEOPLE, numbers.UnreadableFigure),
        ("−5", Measure.PEOPLE, numbers.NegativeFigure),
        ("100,1 %", Measure.PERCENT, numbers.OverHundred),
        ("", Measure.PESOS, numbers.UnreadableFigure),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_write(typed, measure, refusal):
    with pytest.raises(refusal) as told:
        read_figure(typed, measure)
    assert typed[:20] in str(told.value)


@pytest.mark.parametrize("typed", ["s/i", "S/I", "sin información", "-", "s/d"])
def test_what_is_not_known_is_said_in_many_ways(typed):
    assert numbers.is_unknown(typed)


@given(st.sampled_from(Measure), st.integers(0, 10**15))
def test_a_kept_figure_is_typed_again_as_it_is(measure, kept):
    whole = kept // 1000 * 1000 if measure in numbers.WHOLE | {Measure.PESOS} else kept
    most, _ = numbers.MOST_COUNTED.get(measure, (10**12, numbers.TooLarge))
    value = whole % 100_000 if measure is Measure.PERCENT else min(whole, most * 1000)
    assert read_figure(typed_figure(value, measure), measure) == value


def test_a_figure_is_written_in_its_unit():
    assert write_figure(1_234_500, Measure.INDEX) == "1.234,5"
    assert write_figure(12_000, Measure.PERCENT) == "12,0\u00a0%"
    assert write_figure(1_000_000, Measure.PESOS) == "$1.000"
    assert write_figure(None, Measure.PEOPLE) == "—"


@pytest.mark.parametrize(
    ("typed", "periodicity", "first", "last"),
    [
        ("2025", Periodicity.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-S2", Periodicity.SEMESTER, date(2025, 7, 1), date(2025, 12, 31)),
        (" 2025-t3", Periodicity.QUARTER, date(2025, 7, 1), date(2025, 9, 30)),
        ("2024-02", Periodicity.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_is_read_and_written_alike(typed, periodicity, first, last):
    found = read_period(typed, periodicity, today=TODAY)
    assert (found.starts, found.ends) == (first, last)
    assert str(found) == typed.strip().upper()
    assert found.sentence % found.names


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("2025-07", periods.OtherPeriodicity),
        ("2025-S1", periods.OtherPeriodicity),
        ("hoy", periods.UnreadablePeriod),
        ("2025-T5", periods.UnreadablePeriod),
        ("2025-13", periods.UnreadablePeriod),
        ("2027", periods.PeriodNotBegun),
        ("0025", Refusal),
    ],
)
def test_a_period_that_would_overlap_or_is_none_is_refused(typed, refusal):
    with pytest.raises(refusal):
        read_period(typed, Periodicity.YEAR, today=TODAY)


@given(st.sampled_from(Periodicity), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_periods_of_one_length_never_overlap_and_leave_no_day_out(periodicity, today):
    last = latest(periodicity, today)
    assert last.ends < today
    following = Period(date.fromordinal(last.ends.toordinal() + 1), periodicity)
    assert following.starts <= today <= following.ends
    assert read_period(str(last), periodicity, today=today) == last


def test_a_list_is_edited_line_by_line_and_a_new_name_keeps_its_values():
    before = (Option("la-faena", "La Faena"), Option("lo-hermida", "Lo Hermida"))
    found = cuts.edited(Axis.TERRITORY, before, "Lo Hermida\n\n La Faena > La Faena y Lo Arrieta \nSan Luis")
    assert found == (
        Option("lo-hermida", "Lo Hermida"),
        Option("la-faena", "La Faena y Lo Arrieta"),
        Option("san-luis", "San Luis"),
    )


def test_the_name_that_a_renamed_option_had_is_free_for_another():
    renamed = cuts.edited(Axis.TERRITORY, (Option("norte", "Norte"),), "Norte > Sur\nNorte grande")
    again = cuts.edited(Axis.TERRITORY, renamed, "Sur\nNorte")
    assert len({one.code for one in again}) == 2
    assert again[0].code == "norte"


@pytest.mark.parametrize(
    ("axis", "typed", "refusal"),
    [
        (Axis.AGE, "Niñez\nniñez", cuts.OptionTwice),
        (Axis.AGE, "x" * 61, cuts.OptionTooLong),
        (Axis.AGE, "\n".join(f"tramo {n}" for n in range(41)), cuts.ListTooLong),
        (Axis.AGE, "Jóvenes > Juventud", cuts.NothingToRename),
        (Axis.SEX, "Mujeres", cuts.SexesNeeded),
    ],
)
def test_a_list_that_makes_no_table_is_refused(axis, typed, refusal):
    with pytest.raises(refusal):
        cuts.edited(axis, USUAL[axis], typed)


def test_an_option_with_values_stays():
    with pytest.raises(cuts.OptionInUse):
        cuts.check_used(USUAL[Axis.AGE], USUAL[Axis.AGE][1:], {USUAL[Axis.AGE][0].code})


def test_an_unknown_cut_is_told_with_the_nearest():
    assert cuts.find(Axis.SEX, USUAL[Axis.SEX], " MUJERES ").code == "mujeres"
    with pytest.raises(cuts.NearOption, match="Mujeres"):
        cuts.find(Axis.SEX, USUAL[Axis.SEX], "mujere")
    with pytest.raises(cuts.UnknownOption, match="Hombres"):
        cuts.find(Axis.SEX, USUAL[Axis.SEX], "zzz")


def test_lists_that_were_kept_are_read_again():
    assert cuts.read_lists(cuts.kept_lists(USUAL)) == USUAL
    assert cuts.read_lists(None) == USUAL


BY_SEX = shape_of(Measure.PEOPLE, (Axis.SEX, None), USUAL)
CROSSED = shape_of(Measure.PEOPLE, (Axis.SEX, Axis.NATIONALITY), USUAL)


def test_a_table_sums_what_is_known_and_says_what_is_not():
    found = table(BY_SEX, {("mujeres", ""): 30_000, ("hombres", ""): None}, None)
    assert found.whole.value == 30_000
    assert [cell.seen for cell in found.cells.values()] == [Seen.KNOWN, Seen.UNKNOWN, Seen.EMPTY, Seen.KNOWN]
    assert found.lacks


def test_small_figures_are_hidden_from_whoever_may_not_see_them_and_shares_with_them():
    values = {("mujeres", ""): 30_000, ("hombres", ""): 12_000, ("otra-identidad", ""): 1_000}
    found = table(BY_SEX, values, 5)
    assert found.hides
    assert found.cells["otra-identidad", ""].value is None
    assert found.share(found.cells["otra-identidad", ""]) is None
    assert not table(BY_SEX, values, None).hides
    things = shape_of(Measure.THINGS, (Axis.SEX, None), USUAL)
    assert not table(things, values, 5).hides


def test_the_gap_is_told_in_points_of_the_whole_or_of_two_rates():
    found = gap(table(BY_SEX, {("mujeres", ""): 30_000, ("hombres", ""): 10_000}, 5))
    assert found is not None
    assert found.points == Fraction(1, 2)
    assert found.sentence == tables.WOMEN_ABOVE
    rates = shape_of(Measure.PERCENT, (Axis.SEX, None), USUAL)
    found = gap(table(rates, {("mujeres", ""): 40_000, ("hombres", ""): 55_500}, 5))
    assert found is not None
    assert (found.points, found.sentence) == (Fraction(-155, 1000), tables.MEN_ABOVE)
    assert gap(table(BY_SEX, {("mujeres", ""): 30_000, ("hombres", ""): 3_000}, 5)) is None
    assert gap(table(BY_SEX, {("mujeres", ""): 30_000}, 5)) is None


def test_sums_are_written_only_where_nothing_adds_up():
    assert ("", "") not in CROSSED.inner
    assert len(CROSSED.inner) == 6
    rates = shape_of(Measure.PERCENT, (Axis.SEX, Axis.NATIONALITY), USUAL)
    assert rates.inner == rates.cells
    assert shape_of(Measure.PEOPLE, (), USUAL).inner == (("", ""),)


@pytest.mark.parametrize(
    ("axes", "refusal"),
    [
        ((Axis.SEX, Axis.SEX), tables.SameAxisTwice),
        ((None, Axis.SEX), tables.FirstAxisFirst),
        ((Axis.TERRITORY, None), tables.EmptyAxis),
    ],
)
def test_cuts_that_make_no_table_are_refused(axes, refusal):
    with pytest.raises(refusal):
        tables.check_axes(axes, USUAL)


DRAFT = IndicatorDraft("Mujeres atendidas", Measure.PEOPLE, Periodicity.YEAR)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"target": 1}, indicators.TargetWithoutDay),
        ({"target_on": TODAY}, indicators.DayWithoutTarget),
        ({"target": 1, "target_on": TODAY, "baseline": 2}, indicators.TargetBehind),
        (
            {"target": 2, "target_on": TODAY, "baseline": 1, "direction": Direction.LESS},
            indicators.TargetBehind,
        ),
    ],
)
def test_a_target_that_nobody_could_judge_is_refused(changes, refusal):
    from dataclasses import replace

    with pytest.raises(refusal):
        indicators.check(replace(DRAFT, **changes))


@pytest.mark.parametrize(
    ("latest_figure", "direction", "target_on", "state"),
    [
        (100, Direction.MORE, date(2027, 1, 1), Progress.REACHED),
        (80, Direction.MORE, date(2027, 1, 1), Progress.ON_THE_WAY),
        (40, Direction.MORE, date(2027, 1, 1), Progress.NOT_YET),
        (80, Direction.MORE, date(2026, 1, 1), Progress.MISSED),
        (80, Direction.LESS, date(2026, 1, 1), Progress.REACHED),
        (None, Direction.MORE, date(2026, 1, 1), Progress.UNKNOWN),
    ],
)
def test_progress_follows_the_direction_and_the_day(latest_figure, direction, target_on, state):
    found = indicators.progress(
        direction, latest_figure, baseline=50, target=100, target_on=target_on, today=TODAY
    )
    assert found is state


def test_a_line_breaks_where_a_value_lacks():
    found = draw(["1", "2", "3", "4"], [Series("Mujeres", (1, None, 3, 4))], [["a", "b", "c", "d"]], 8)
    assert found is not None
    assert len(found.lines[0].strokes) == 1
    assert [dot.words for dot in found.lines[0].dots] == ["a", "c", "d"]
    assert found.target is not None
    assert found.target < min(dot.y for dot in found.lines[0].dots)
    assert draw(["1"], [Series("Total", (1,))], [["a"]], None) is None


@pytest.mark.parametrize("text", ["2025", "2025-S2", "2025-T3", "2025-07"])
def test_a_period_is_read_back_as_it_was_kept(text):
    assert str(periods.kept_period(text)) == text


@pytest.mark.parametrize("text", ["", "0000", "2025-13", "hola"])
def test_what_is_no_period_is_none(text):
    assert periods.kept_period(text) is None
