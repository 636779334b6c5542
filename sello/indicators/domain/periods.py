"""Over which stretches of time an indicator is measured: years, or equal parts of them, never overlapping."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sello.core.dates import MONTHS, is_month, month_named, within_reach
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.core.text import fold


class Periodicity(LabelledEnum):
    """How long one period of an indicator is."""

    YEAR = "year", N_("Año")
    SEMESTER = "semester", N_("Semestre")
    QUARTER = "quarter", N_("Trimestre")
    MONTH = "month", N_("Mes")

    @property
    def months(self) -> int:
        """How many months a period has."""
        return MONTHS_OF[self]

    @property
    def example(self) -> str:
        """How one is written."""
        return EXAMPLES[self]


MONTHS_OF = {Periodicity.YEAR: 12, Periodicity.SEMESTER: 6, Periodicity.QUARTER: 3, Periodicity.MONTH: 1}
EXAMPLES = {
    Periodicity.YEAR: "2025",
    Periodicity.SEMESTER: "2025-S1",
    Periodicity.QUARTER: "2025-T3",
    Periodicity.MONTH: "2025-07",
}
_WRITTEN = re.compile(r"(\d{4})(?:-(?:S([12])|T([1-4])|(0[1-9]|1[0-2])))?", re.ASCII | re.IGNORECASE)


_FIRST_DAY = re.compile(r"01[-/](0[1-9]|1[0-2])[-/](\d{4})", re.ASCII)
_MONTH_OF_YEAR = re.compile(
    r"(?P<month>0?[1-9]|1[0-2])[-/](?P<after>\d{4})|(?P<year>\d{4})/(?P<then>0?[1-9]|1[0-2])", re.ASCII
)
_SHORT_MONTH = re.compile(r"([a-z]{3,4})\.?-(\d{2})", re.ASCII | re.IGNORECASE)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_NUMBER = rf"(?P<number>[1-4]|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_PART = r"(?P<part>t|s|trim(?:estre)?|sem(?:estre)?)\.?"
_PARTS_OF_YEAR = tuple(
    re.compile(rf"{words}(?: ?[-/] ?| del? |,? ?)(?P<year>\d{{4}})", re.ASCII)
    for words in (rf"{_PART} ?{_NUMBER}(?: ?o)?", rf"{_NUMBER}(?:er|ro|do|to|o)?\.? ?{_PART}")
)
_NAMED_MONTH = re.compile(r"(?P<month>[a-z]{3,10})\.?(?: ?[-/] ?| del? |,? )(?P<year>\d{4})", re.ASCII)
_WHOLE_YEAR = re.compile(r"a[nñ]o (?P<year>\d{4})")
_SHORT = {month[:3]: number for number, month in enumerate(MONTHS, start=1)} | {"sept": 9}


class UnreadablePeriod(Refusal):
    """What was written is no period."""

    message = N_("«%(typed)s» no es un período. Escríbalo así: %(example)s.")
    field = "period"


class OtherPeriodicity(Refusal):
    """A period of another length would overlap those that the indicator has."""

    message = N_(
        "«%(typed)s» se sobrepone con otros períodos: este indicador se mide por %(length)s. "
        "Escríbalo así: %(example)s."
    )
    field = "period"


class PeriodNotBegun(Refusal):
    """Nothing can have been measured of a period that has not begun."""

    message = N_("El período %(typed)s todavía no comienza: nada puede haberse medido en él.")
    field = "period"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, or a part of it: its first day says which."""

    starts: date
    periodicity: Periodicity

    @property
    def ends(self) -> date:
        """Its last day."""
        months = self.starts.month - 1 + self.periodicity.months
        return date(self.starts.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)

    @property
    def number(self) -> int:
        """Which of its year it is, from 1 on."""
        return (self.starts.month - 1) // self.periodicity.months + 1

    def __str__(self) -> str:
        year = f"{self.starts.year:04}"
        match self.periodicity:
            case Periodicity.YEAR:
                return year
            case Periodicity.SEMESTER:
                return f"{year}-S{self.number}"
            case Periodicity.QUARTER:
                return f"{year}-T{self.number}"
            case Periodicity.MONTH:
                return f"{year}-{self.starts.month:02}"

    @property
    def sentence(self) -> str:
        """How it is said, with `number`, `month` and `year` to be filled in."""
        return SENTENCES[self.periodicity]

    @property
    def names(self) -> dict[str, str]:
        """What the sentence needs; the name of the month is one of `MONTHS`, to be translated."""
        month = MONTHS[self.starts.month - 1]
        return {"number": str(self.number), "month": month, "year": f"{self.starts.year:04}"}


SENTENCES = {
    Periodicity.YEAR: N_("%(year)s"),
    Periodicity.SEMESTER: N_("semestre %(number)s de %(year)s"),
    Periodicity.QUARTER: N_("trimestre %(number)s de %(year)s"),
    Periodicity.MONTH: N_("%(month)s de %(year)s"),
}


def kept_period(text: str) -> Period | None:
    """The period that `str` wrote; None for any other text."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    year, semester, quarter, month = match.groups()
    if not int(year):
        return None
    starts = date(int(year), _first_month(semester, quarter, month), 1)
    return Period(starts, _length(semester, quarter, month))


def read_period(typed: str, periodicity: Periodicity, *, today: date) -> Period:
    """The period that was written: 2025, 2025-S1, 2025-T3 or 2025-07, as its indicator is measured.

    So are the words in which one is shown or said: «julio de 2025», «trimestre 3 de 2025», «III trim. 2025»,
    «año 2025». A spreadsheet makes a day of 2025-07, shown as 01-07-2025 or jul-25: it is the month it was.

    Raises UnreadablePeriod, OtherPeriodicity, PeriodNotBegun, or what `dates.within_reach` raises of years.
    """
    text = _in_figures(fold(typed)) or _undated("".join(typed.split()), periodicity)
    if _WRITTEN.fullmatch(text) is None:
        raise UnreadablePeriod(typed=" ".join(typed.split())[:20], example=periodicity.example)
    within_reach(int(text[:4]))
    found = kept_period(text)
    assert found is not None  # a year within reach
    if found.periodicity is not periodicity:
        length = periodicity.label.lower()
        raise OtherPeriodicity(typed=" ".join(typed.split())[:20], length=length, example=periodicity.example)
    if found.starts > today:
        raise PeriodNotBegun(typed=str(found))
    return found


def _in_figures(said: str) -> str:
    """A period that was said in words, as it is written in figures; empty for any other text."""
    if year := _WHOLE_YEAR.fullmatch(said):
        return year["year"]
    if found := next((match for one in _PARTS_OF_YEAR if (match := one.fullmatch(said))), None):
        number = _NUMBERS.get(found["number"]) or int(found["number"])
        return f"{found['year']}-{found['part'][0].upper()}{number}"
    named = _NAMED_MONTH.fullmatch(said)
    if named is None or not is_month(named["month"]):
        return ""
    return f"{named['year']}-{month_named(named['month']):02}"


def _undated(text: str, periodicity: Periodicity) -> str:
    """A month as it was typed before a spreadsheet took it for a day."""
    if periodicity is not Periodicity.MONTH:
        return text
    if match := _FIRST_DAY.fullmatch(text):
        return f"{match[2]}-{match[1]}"
    if match := _MONTH_OF_YEAR.fullmatch(text):
        return f"{match['year'] or match['after']}-{int(match['month'] or match['then']):02}"
    if (match := _SHORT_MONTH.fullmatch(text)) and (number := _SHORT.get(match[1].lower())):
        return f"20{match[2]}-{number:02}"
    return text


def _length(semester: str | None, quarter: str | None, month: str | None) -> Periodicity:
    if semester:
        return Periodicity.SEMESTER
    if quarter:
        return Periodicity.QUARTER
    return Periodicity.MONTH if month else Periodicity.YEAR


def _first_month(semester: str | None, quarter: str | None, month: str | None) -> int:
    if semester:
        return int(semester) * 6 - 5
    if quarter:
        return int(quarter) * 3 - 2
    return int(month or 1)


def latest(periodicity: Periodicity, today: date) -> Period:
    """The last period that is over."""
    months = periodicity.months
    begun = date(today.year, (today.month - 1) // months * months + 1, 1)
    before = begun - timedelta(days=1)
    return Period(date(before.year, (before.month - 1) // months * months + 1, 1), periodicity)
