"""Another program reads a calendar as it was meant: text, days, length of lines, whatever the clocks do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from sello.core import ical
from sello.core.ical import CONTROLS, Entry

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
ENTRY = Entry("task-7@1.sello", date(2026, 12, 1), "Decreto 7", "", "https://s.example/tareas/7", 12, NOW)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
entries = st.builds(
    Entry,
    uid=st.from_regex(r"[a-z]{1,9}-[0-9]{1,9}@[0-9]\.sello", fullmatch=True),
    on=st.dates(min_value=date(1970, 1, 1)),
    title=texts,
    about=texts,
    url=st.just("https://sello.comuna.example/tareas/7"),
    number=st.integers(0, 2**31 - 1),
    changed_at=st.timedeltas(timedelta(days=-20_000), timedelta(days=2_000_000)).map(lambda far: NOW + far),
)


def read(data: bytes):
    return Calendar.from_ical(data.decode())


def meant(text: str) -> str:
    """A text without what no calendar may hold."""
    return CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


@given(st.lists(entries, max_size=4), texts)
@example([replace(ENTRY, title="a\\n;,\\,\r\nb")], "a\\n;,\\,\r\nb")
def test_another_program_reads_what_was_written(given_entries, name):
    events = read(ical.written(name, "America/Santiago", given_entries)).walk("VEVENT")
    assert len(events) == len(given_entries)
    for event, entry in zip(events, given_entries, strict=True):
        assert str(event["UID"]) == entry.uid
        assert str(event["SUMMARY"]) == meant(entry.title)
        assert str(event.get("DESCRIPTION", "")) == meant(entry.about)
        assert event["DTSTART"].dt == entry.on
        assert type(event["DTSTART"].dt) is date
        assert entry.on == date.max or event["DTEND"].dt == entry.on + timedelta(days=1)
        assert event["SEQUENCE"] == entry.number
        assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == entry.changed_at.replace(microsecond=0)


@given(st.lists(entries, max_size=3), texts)
def test_lines_end_as_they_must_and_none_is_longer_than_75_bytes(given_entries, name):
    data = ical.written(name, "America/Santiago", given_entries)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert [line.decode() for line in lines]  # no letter was cut in two


@pytest.mark.parametrize("size", range(60, 90))
@pytest.mark.parametrize("letter", ["a", "ñ", "—", "🏛"])
def test_a_line_is_folded_at_the_letter_that_would_be_too_much(size, letter):
    line = "SUMMARY:" + letter * size
    pieces = ical.folded(line).removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(pieces).decode() == line
    widths = [len(piece) + (number > 0) for number, piece in enumerate(pieces)]
    assert all(width <= 75 for width in widths)
    assert all(width + len(letter.encode()) > 75 for width in widths[:-1])


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 4),  # clocks go back at the end of it
        date(2026, 4, 5),
        date(2026, 9, 5),
        date(2026, 9, 6),  # it begins at one in the morning
        date(2026, 12, 31),
        date(2028, 2, 29),
    ],
)
def test_a_day_is_that_day_whatever_the_clocks_do(day):
    (event,) = read(
        ical.written("x", "America/Santiago", [Entry("a@1.sello", day, "t", "", "u", 0, NOW)])
    ).walk("VEVENT")
    assert event["DTSTART"].dt == day
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 4, 4, 23, 30, fold=0, tzinfo=ZoneInfo("America/Santiago")),
        datetime(2026, 4, 4, 23, 30, fold=1, tzinfo=ZoneInfo("America/Santiago")),
        datetime(2026, 9, 6, 1, 30, tzinfo=ZoneInfo("America/Santiago")),
        datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=-6))),
    ],
)
def test_instants_are_in_utc(instant):
    """The hour that April repeats is two instants, and September's day has no first one."""
    entry = Entry("a@1.sello", date(2026, 4, 5), "t", "", "u", 0, instant)
    (event,) = read(ical.written("x", "America/Santiago", [entry])).walk("VEVENT")
    assert event["DTSTAMP"].dt == instant.astimezone(UTC)


def test_the_same_entries_are_the_same_bytes():
    assert ical.written("x", "America/Santiago", [ENTRY]) == ical.written("x", "America/Santiago", [ENTRY])
