"""The rules of the parts, without a database: amounts, rows that cannot be, what is missing, renewals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.days import Calendar
from sello.core.refusal import Refusal
from sello.register.domain import (
    EndMissing,
    EndsAndNot,
    InitiativeKind,
    PartialDate,
    read_partial,
)
from sello.register.parts.domain import rules
from sello.register.parts.domain.columns import COLUMNS, UNIQUE, Link, Part, Shape
from sello.register.parts.domain.kinds import AHEAD, KINDS, RENEWAL, Ask, check_end, missing, to_be_renewed
from sello.register.parts.domain.money import (
    MOST,
    CentsTyped,
    NegativePesos,
    TooManyPesos,
    UnreadablePesos,
    in_thousands,
    read_pesos,
    write_pesos,
)

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("typed", "pesos"),
    [
        ("", None),
        ("   ", None),
        ("0", 0),
        ("1000000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("$ 1.000.000", 1_000_000),
        ("M$ 1.000", 1_000_000),
        ("m$68.076,3", 68_076_300),
        ("MM$1,5", 1_500_000),
        ("$ 1 000 000", 1_000_000),
        ("1\u00a0000 ", 1_000),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_chile(typed, pesos):
    assert read_pesos(typed) == pesos


@pytest.mark.parametrize(
    ("typed", "refusal", "says"),
    [
        ("1.000.000,00", CentsTyped, "¿Quiso decir 1.000.000?"),
        ("1,234", CentsTyped, "¿Quiso decir 1.234?"),
        ("12 34", UnreadablePesos, "«12 34»"),
        ("1234 567", UnreadablePesos, "«1234 567»"),
        ("M$ 1,0005", CentsTyped, "¿Quiso decir $1.000?"),
        ("0,000", CentsTyped, "¿Quiso decir 0?"),
        ("$ 0,500", CentsTyped, "¿Quiso decir 0?"),
        ("012,345", CentsTyped, "¿Quiso decir 12?"),
        ("1000,50", CentsTyped, "¿Quiso decir 1.000?"),
        ("-0,000", CentsTyped, "¿Quiso decir 0?"),
        ("-1.00", UnreadablePesos, "«-1.00» no es un monto"),
        ("-", UnreadablePesos, "«-» no es un monto"),
        ("-M$ 1,5", NegativePesos, "escriba «M$1,5»"),
        ("-5", NegativePesos, "escriba «5»"),
        ("−5.000", NegativePesos, "no puede ser negativo"),
        ("1,000,000", UnreadablePesos, "no es un monto"),
        ("1.00", UnreadablePesos, "no es un monto"),
        ("mucho", UnreadablePesos, "«mucho»"),
        ("1e6", UnreadablePesos, "«1e6» no es un monto"),
        ("½", UnreadablePesos, "«½» no es un monto"),
        ("100,1 %", UnreadablePesos, "«100,1 %» no es un monto"),
        ("9" * 30, TooManyPesos, "cuántos ceros"),
    ],
)
def test_what_is_no_amount_is_said_in_words(typed, refusal, says):
    with pytest.raises(refusal) as refused:
        read_pesos(typed)
    assert says in str(refused.value)


@given(st.integers(0, MOST))
def test_an_amount_that_is_written_reads_as_itself(pesos):
    assert read_pesos(write_pesos(pesos)) == pesos
    assert read_pesos(in_thousands(pesos)) == pesos


@given(st.text(max_size=30))
def test_whatever_is_typed_is_an_amount_or_refused(typed):
    try:
        found = read_pesos(typed)
    except Refusal:
        return
    assert found is None or 0 <= found <= MOST


def row(part, **values):
    return {"id": None, **{one.name: None for one in COLUMNS[part]}, **values}


OVERLAP = [{"body": "A", "from_year": 2020, "until_year": None}, {"body": "B", "from_year": 2024}]
REFUSED = [
    (Part.BUDGET, [{"year": 2026, "own": -1}], rules.OutOfRange),
    (Part.BUDGET, [{"year": 202}], rules.OutOfRange),
    (Part.BUDGET, [{"year": 2026, "own": MOST + 1}], TooManyPesos),
    (Part.BUDGET, [{"year": 2026, "funder": "Fondo"}, {"year": 2026, "funder": " fondo"}], rules.SaidTwice),
    (Part.BODIES, OVERLAP, rules.PeriodsOverlap),
    (Part.BODIES, [{"body": "A", "from_year": 2024, "until_year": 2023}], rules.YearsReversed),
    (Part.SHARES, [{"unit_id": 1, "share": 101}], rules.OutOfRange),
    (Part.SHARES, [{"unit_id": 1, "share": 60}, {"unit_id": 2, "share": 30}], rules.DoNotSum),
    (Part.SHARES, [{"unit_id": 1, "share": 60}, {"unit_id": 2}], rules.SharesIncomplete),
    (Part.ATTENDANCE, [{"session_id": 1, "unit_id": 1, "women": -3}], rules.OutOfRange),
    (Part.CHAIN, [{"link": Link.GAP, "text": "x"}], rules.NotLinked),
    (Part.CHAIN, [{"id": 1, "link": Link.BARRIER}, {"link": Link.TARGET, "follows_id": 1}], rules.NotLinked),
    (Part.CHAIN, [{"id": 1, "link": Link.BARRIER, "follows_id": 1}], rules.NotLinked),
    (Part.CHAIN, [{"id": 1, "link": Link.BARRIER, "proof_id": 3}], rules.ProvesNothing),
    (Part.CHAIN, [{"id": 1, "link": Link.BARRIER, "action_id": 3}], rules.NamesOther),
    (Part.CHAIN, [{"id": 1, "link": Link.BARRIER, "indicator_id": 3}], rules.NamesOther),
]  # fmt: skip


@pytest.mark.parametrize(("part", "rows", "refusal"), REFUSED)
def test_rows_that_cannot_be_are_refused(part, rows, refusal):
    with pytest.raises(refusal):
        rules.check(part, [row(part, **each) for each in rows])


ALLOWED = [
    (Part.BUDGET, [{"year": 2026, "funder": "SernamEG", "own": 0}, {"year": 2026, "funder": "FNDR"}]),
    (Part.BODIES, [{"body": "A", "from_year": 2020, "until_year": 2023}, {"body": "B", "from_year": 2024}]),
    (Part.SHARES, [{"unit_id": 1, "share": 60}, {"unit_id": 2, "share": 40}]),
    (Part.SHARES, [{"unit_id": 1}, {"unit_id": 2}]),
    (Part.CHAIN, [{"id": 7, "link": Link.BARRIER}, {"link": Link.GAP, "follows_id": 7}]),
]


@pytest.mark.parametrize(("part", "rows"), ALLOWED)
def test_rows_that_can_be_are_not(part, rows):
    rules.check(part, [row(part, **each) for each in rows])


@given(st.lists(st.tuples(st.integers(2000, 2030), st.none() | st.integers(2000, 2030)), max_size=5))
def test_in_no_year_two_bodies_execute(periods):
    rows = [row(Part.BODIES, body="x", from_year=first, until_year=last) for first, last in periods]
    years = [range(first, (last or 2100) + 1) for first, last in periods]
    wrong = any(not each for each in years) or len(set().union(*years)) < sum(map(len, years))
    try:
        rules.check(Part.BODIES, rows)
    except Refusal:
        assert wrong
    else:
        assert not wrong


def test_the_catalogue_of_parts_holds_together():
    for part, columns in COLUMNS.items():
        names = [one.name for one in columns]
        assert len(names) == len(set(names))
        assert set(UNIQUE.get(part, ())) <= set(names)
        for one in columns:
            assert (one.shape is Shape.ROW) == (one.of is not None)
            assert (one.shape is Shape.CHOICE) == (one.choices is not None)
    named = {one.of for columns in COLUMNS.values() for one in columns if one.of}
    for kind in InitiativeKind:
        parts = KINDS[kind].parts
        assert {one.of for part in parts for one in COLUMNS[part] if one.of} <= set(parts)
        asked = {ask.value for ask in KINDS[kind].asks}
        assert asked & set(Part) <= set(parts), "what is asked has a place to be said"
        assert not asked & KINDS[kind].hides
    assert named <= set(COLUMNS)


def test_what_is_missing_is_named_and_what_is_not_asked_is_not():
    assert Ask.BUDGET in missing(InitiativeKind.PLAN, set())
    assert Ask.BUDGET not in missing(InitiativeKind.PLAN, {"presupuesto"})
    assert Ask.TERRITORY not in missing(InitiativeKind.CAPACITY, set())
    everything = {ask.value for ask in Ask}
    assert all(missing(kind, everything) == () for kind in InitiativeKind)


FROM = read_partial("2024")
UNTIL = read_partial("2026")


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "open_ended", "refusal"),
    [
        (InitiativeKind.NETWORK, FROM, None, False, EndMissing),
        (InitiativeKind.NETWORK, FROM, None, True, None),
        (InitiativeKind.NETWORK, FROM, UNTIL, True, EndsAndNot),
        (InitiativeKind.NETWORK, None, None, False, None),
        (InitiativeKind.AGREEMENT, FROM, None, False, EndMissing),
        (InitiativeKind.OFFICE, FROM, None, False, None),
    ],
)
def test_what_has_to_be_renewed_has_an_end_or_is_said_to_have_none(kind, starts, ends, open_ended, refusal):
    if refusal is None:
        check_end(kind, starts=starts, ends=ends, open_ended=open_ended)
        return
    with pytest.raises(refusal):
        check_end(kind, starts=starts, ends=ends, open_ended=open_ended)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.none() | st.integers(1, 120))
def test_a_renewal_is_asked_for_so_many_business_days_before_the_end_and_ever_after(today, days):
    ends = PartialDate(date(2026, 12, 31))
    due = to_be_renewed(InitiativeKind.AGREEMENT, ends, days, today=today, calendar=CALENDAR)
    left = CALENDAR.business_days_between(today, ends.last)
    assert due == (left <= (days or AHEAD))
    for kind in InitiativeKind:
        if KINDS[kind].hides >= RENEWAL:
            assert not to_be_renewed(kind, ends, days, today=today, calendar=CALENDAR)


CELLS = st.tuples(st.integers(1, 2), st.sampled_from(["planta", "contrata"]), st.none() | st.integers(0, 9))


@given(st.lists(CELLS, max_size=8), st.lists(CELLS, max_size=4, unique_by=lambda cell: cell[:2]))
def test_coverage_never_counts_more_people_than_there_are(came, there):
    def rows(cells):
        return [{"unit_id": unit, "staff": staff, "women": count} for unit, staff, count in cells]

    def women(attendance):
        cells = rules.covered(rows(attendance), rows(there), "women").values()
        return sum(reached for reached, _ in cells), sum(count for _, count in cells)

    reached, all_of_them = women(came)
    assert 0 <= reached <= all_of_them == sum(count or 0 for *_, count in there)
    assert women([*came, *came])[0] == reached, "nobody is counted twice"
