"""Days as people type and read them: one reader, one writing, and steps that stay on the calendar."""

import re
from datetime import date, timedelta
from typing import Final

from sello.core.labels import N_
from sello.core.refusal import Refusal

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 12, 31)
ONE_DAY: Final = timedelta(days=1)

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_DAYS = ("lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo")
_NAMES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre", "setiembre", "sept", "set", *_MONTHS,
)  # fmt: skip
_ISO = re.compile(r"(?P<year>\d{1,4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII)
_WRITTEN = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{1,4})", re.ASCII)
_RUN = (
    re.compile(r"(?P<day>\d{2})(?P<month>0\d|1[0-2])(?P<year>(?:19|2[012])\d{2})", re.ASCII),
    re.compile(r"(?P<year>(?:19|2[012])\d{2})(?P<month>0\d|1[0-2])(?P<day>\d{2})", re.ASCII),
)
"""Eight figures in a run: no day within reach can be read both ways."""
MONTHS = (
    N_("enero"),
    N_("febrero"),
    N_("marzo"),
    N_("abril"),
    N_("mayo"),
    N_("junio"),
    N_("julio"),
    N_("agosto"),
    N_("septiembre"),
    N_("octubre"),
    N_("noviembre"),
    N_("diciembre"),
)
"""The names of the months, from January on."""

_IN_WORDS = re.compile(
    rf"(?:(?:{'|'.join(_DAYS)}),? )?"
    r"(?P<day>\d{1,2})(?:[°º]|ro\.?|er)?(?: de |[ -/])"
    rf"(?P<named>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\.?(?: del? |, |[ -/])"
    r"(?P<year>\d{1,4})\.?",
    re.ASCII | re.IGNORECASE,
)
_MIDNIGHT = re.compile(r" 0?0:00(:00(\.0+)?)?", re.ASCII)
"""What programs write behind a day that is kept as an instant."""
_NUMBER_OF_DAY = re.compile(r"[3-6]\d{4}", re.ASCII)
_BEFORE_FIRST = date(1899, 12, 30)
"""Spreadsheets count days from here; numbers of five figures from 30000 on are days of 1982 to 2091."""
_AROUND_SIGNS = re.compile(r"\s*([-/.])\s*")
_NEVER = re.compile(
    r"(no (vence|caduca|tiene vencimiento)|indefinid[oa]|sin (vencimiento|plazo|t.rmino|fecha)|por definir)",
    re.IGNORECASE,
)


class UnreadableDay(Refusal):
    """What was typed is no day."""

    message = N_("Escriba la fecha como dd-mm-aaaa, por ejemplo 05-03-2026.")


class DayAsNumber(Refusal):
    """A spreadsheet's own number of a day, as it stands in a cell without the format of a date."""

    message = N_("«%(typed)s» parece una fecha que la planilla guardó como número: %(meant)s. Escríbala así.")


class ShortYear(Refusal):
    """The year lacks its century."""

    message = N_("Al año le faltan cifras: ¿%(meant)s? Escríbalo con cuatro cifras.")


class DayOutOfReach(Refusal):
    """The day lies where no document and no term of a town hall does."""

    message = N_("Revise el año %(year)s: aquí se aceptan fechas entre 1900 y 2200.")


class NeverEnds(DayOutOfReach):
    """The day lies so far ahead that it is how people write that something has no end."""


def read_day(typed: str) -> date:
    """The day that was typed: dd-mm-aaaa, aaaa-mm-dd as browsers send it, both in a run, or in words.

    Raises UnreadableDay, ShortYear (with the year that was probably meant), DayAsNumber or DayOutOfReach.
    """
    text = " ".join(typed.split())
    if is_day_number(text):
        raise DayAsNumber(typed=text, meant=written(_BEFORE_FIRST + timedelta(days=int(text))))
    if ends := _MIDNIGHT.search(text):
        text = text[: ends.start()] if ends.end() == len(text) else text
    match = _matched(_AROUND_SIGNS.sub(r"\1", text))
    if match is None:
        raise UnreadableDay
    year = within_reach(int(match["year"]))
    try:
        return date(year, _month(match), int(match["day"]))
    except ValueError:
        raise UnreadableDay from None


def is_day_number(typed: str) -> bool:
    """Whether this is how a spreadsheet counts a day, where one would write a day or a code."""
    return _NUMBER_OF_DAY.fullmatch(typed.strip()) is not None


def _matched(text: str) -> re.Match[str] | None:
    patterns = (_WRITTEN, _ISO, *_RUN, _IN_WORDS)
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    if "month" in parts:
        return int(parts["month"])
    return month_named(parts["named"])


def is_month(name: str) -> bool:
    """Whether this is a Spanish name of a month, whole or shortened."""
    return name.lower() in _NAMES


def month_named(name: str) -> int:
    """The number of a month by its Spanish name, whole or shortened; raises ValueError where it is none."""
    if name.lower() not in _NAMES:
        raise ValueError(name)
    short = name.lower()[:3]
    return _MONTHS.index("sep" if short == "set" else short) + 1


def day_or_none(typed: str) -> date | None:
    """The day that an address names, or None where it names none that we know."""
    try:
        return read_day(typed)
    except Refusal:
        return None


def within_reach(year: int) -> int:
    """The year, if it is one that dates here may lie in; raises what read_day raises of years."""
    if year < 100:
        raise ShortYear(meant=f"20{year:02}" if year < 70 else f"19{year}")
    if year > LATEST.year:
        raise NeverEnds(year=str(year))
    if year < EARLIEST.year:
        raise DayOutOfReach(year=f"{year:04}")
    return year


def is_beyond(typed: str) -> bool:
    """Whether a day was typed that lies after all that dates here may be."""
    try:
        read_day(typed)
    except NeverEnds:
        return True
    except Refusal:
        pass
    return False


def means_never(typed: str) -> bool:
    """Whether words typed for a last day say that there is none."""
    return _NEVER.fullmatch(typed.strip()) is not None


def written(day: date) -> str:
    """The day as dd-mm-aaaa, the year always with four digits (strftime drops its zeros)."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def written_or_dash(day: date | None) -> str:
    """The day as dd-mm-aaaa; a dash where there is none."""
    return "—" if day is None else written(day)


def later(day: date, step: timedelta) -> date:
    """The day a step after (or before) another, or the calendar's end where the step leads beyond it.

    Days kept by earlier versions may be 31-12-9999.
    """
    try:
        return day + step
    except OverflowError:
        return date.max if step > timedelta(0) else date.min
