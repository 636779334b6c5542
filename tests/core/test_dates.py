"""Days as people type them: four digits, within reach, or a sentence that says what to write."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core import dates
from sello.core.dates import DayOutOfReach, NeverEnds, ShortYear, UnreadableDay
from sello.core.refusal import Refusal

REACH = st.dates(dates.EARLIEST, dates.LATEST)


@given(REACH)
def test_what_is_written_is_read_again(day: date) -> None:
    for typed in (dates.written(day), day.isoformat(), dates.written(day).replace("-", "/")):
        assert dates.read_day(f" {typed} ") == day


MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip


@given(REACH)
def test_a_day_is_read_in_every_shape_in_which_people_write_it(day: date) -> None:
    name, year = MONTHS[day.month - 1], f"{day.year:04}"
    for typed in (
        f"{day.day} de {name} de {year}",
        f"{day.day} de {name.upper()} del {year}.",
        f"jueves, {day.day:02} de {name} de {year}",
        f"{day.day}-{name[:3]}-{year}",
        f"{day.day} {name[:3]}. {year}",
        f"{day.day:02} / {day.month:02} / {year}",
        f"{day.day:02}\u00a0-\u00a0{day.month:02}\u00a0-\u00a0{year}",
        f"{year}/{day.month}/{day.day}",
        f"{year}.{day.month:02}.{day.day:02}",
        f"{day.day:02}{day.month:02}{year}",
        f"{year}{day.month:02}{day.day:02}",
    ):
        assert dates.read_day(typed) == day, typed


@pytest.mark.parametrize(
    ("typed", "month"), [("1° de mayo de 2026", 5), ("1º sept. 2026", 9), ("1 de setiembre de 2026", 9)]
)
def test_the_first_of_a_month_is_read_with_its_sign(typed: str, month: int) -> None:
    assert dates.read_day(typed) == date(2026, month, 1)


@given(st.dates())
def test_every_day_is_written_with_four_digits_of_its_year(day: date) -> None:
    assert dates.written(day) == "-".join(reversed(day.isoformat().split("-")))


@pytest.mark.parametrize(
    ("typed", "why", "said"),
    [
        ("0026-03-05", ShortYear, "¿2026?"),
        ("05-03-26", ShortYear, "¿2026?"),
        ("5/3/98", ShortYear, "¿1998?"),
        ("0001-01-01", ShortYear, "¿2001?"),
        ("31-12-9999", NeverEnds, "9999"),
        ("9999-12-31", NeverEnds, "9999"),
        ("2201-01-01", NeverEnds, "2201"),
        ("31-12-1899", DayOutOfReach, "1899"),
        ("0126-01-01", DayOutOfReach, "0126"),
        ("30-02-2026", UnreadableDay, "dd-mm-aaaa"),
        ("2026", UnreadableDay, "dd-mm-aaaa"),
        ("5 de marzo de 26", ShortYear, "¿2026?"),
        ("31 de febrero de 2026", UnreadableDay, "dd-mm-aaaa"),
        ("5 de marzo", UnreadableDay, "dd-mm-aaaa"),
        ("5 de marco de 2026", UnreadableDay, "dd-mm-aaaa"),
        ("05-03-2026 y 06-03-2026", UnreadableDay, "dd-mm-aaaa"),
        ("31022026", UnreadableDay, "dd-mm-aaaa"),
        ("2026-03-05T00:00", UnreadableDay, "dd-mm-aaaa"),
        ("٠٥-٠٣-٢٠٢٦", UnreadableDay, "dd-mm-aaaa"),
        ("9" * 4400, UnreadableDay, "dd-mm-aaaa"),
        ("", UnreadableDay, "dd-mm-aaaa"),
    ],
)
def test_a_day_that_is_none_is_refused_with_what_to_write(typed: str, why: type[Refusal], said: str) -> None:
    with pytest.raises(why) as caught:
        dates.read_day(typed)
    assert said in str(caught.value)
    assert dates.day_or_none(typed) is None


@given(st.one_of(st.text(max_size=12), st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", fullmatch=True)))
def test_whatever_is_typed_is_a_day_within_reach_or_a_refusal(typed: str) -> None:
    day = dates.day_or_none(typed)
    assert day is None or dates.EARLIEST <= day <= dates.LATEST


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_a_step_never_leaves_the_calendar(day: date, days: int) -> None:
    reached = dates.later(day, timedelta(days=days))
    assert reached.toordinal() == min(max(day.toordinal() + days, 1), date.max.toordinal())


@pytest.mark.parametrize("typed", ["no vence", " No vence ", "Indefinida", "sin vencimiento", "indefinido"])
def test_words_for_never_are_known(typed: str) -> None:
    assert dates.means_never(typed)


@pytest.mark.parametrize("typed", ["", "vence", "31-12-2027", "no vence nunca, creo"])
def test_other_words_are_not_taken_for_never(typed: str) -> None:
    assert not dates.means_never(typed)
