"""A calendar as other programs read it (RFC 5545): whole days, and instants in UTC: no clock moves them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sello.core.dates import ONE_DAY
from sello.core.moment import Moment

MEDIA_TYPE = "text/calendar"
WIDEST = 75
"""Bytes of a line without its end (RFC 5545, 3.1); what is longer goes on after a space in the next."""

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""What no text of a calendar may hold, once its line ends are one kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a whole day: moved, it keeps its `uid`, and its `number` grows."""

    uid: str
    on: date
    title: str
    about: str
    url: str
    number: int
    """SEQUENCE: what a calendar compares to know which of two tellings is the later one."""
    changed_at: datetime


def written(name: str, zone: str, entries: Iterable[Entry]) -> bytes:
    """The calendar as it travels: UTF-8, CRLF, folded; the same bytes for the same entries."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sello//sello//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"X-WR-TIMEZONE:{escaped(zone)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for entry in entries:
        lines.extend(_event(entry))
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A text as a value (3.3.11): no comma, semicolon or line end of its own ends it."""
    plain = CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line with its end, no piece of it longer than 75 bytes and no letter of it cut in two."""
    pieces, room = [""], WIDEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append("")
            room = WIDEST - 1  # the space that tells that it goes on
        pieces[-1] += letter
        room -= size
    return ("\r\n ".join(pieces) + "\r\n").encode()


def _event(entry: Entry) -> Iterator[str]:
    changed = f"{Moment(entry.changed_at, 'UTC').local(entry.changed_at):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.number}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.on)}"
    if entry.on < date.max:
        yield f"DTEND;VALUE=DATE:{_day(entry.on + ONE_DAY)}"
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.about:
        yield f"DESCRIPTION:{escaped(entry.about)}"
    yield f"URL:{CONTROLS.sub('', entry.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
