"""How values read on a Chilean screen: dates dd-mm-aaaa, decimal comma, local time."""

import re
from datetime import date, datetime
from fractions import Fraction

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup, escape

from sello.core.counting import ngettext
from sello.core.dates import written
from sello.core.figures import estimate, exact, figure, filesize, percentage, rule
from sello.core.labels import N_
from sello.core.text import shortened
from sello.files.places import worded
from sello.indicators.domain.numbers import write_figure
from sello.register.parts.domain.money import write_pesos
from sello.reports.document.wording import counted
from sello.web.moment import moment

DASH = "—"
_DAY = re.compile(r"<[^>]*>|\b\d{2}-\d{2}-\d{4}\b")


def show_date(value: date | datetime | None) -> str:
    """A date as dd-mm-aaaa (local, when an instant is given); a dash when there is none."""
    if value is None:
        return DASH
    if isinstance(value, datetime):
        value = moment().day_of(value)
    return written(value)


WEEKDAYS = (N_("lun"), N_("mar"), N_("mié"), N_("jue"), N_("vie"), N_("sáb"), N_("dom"))


def show_near_date(value: date) -> str:
    """A day of these weeks as one says it, «vie 04-12»; of another year with its year."""
    day = written(value)
    weekday: str = gettext(WEEKDAYS[value.weekday()])
    return f"{weekday} {day[:5] if value.year == moment().today.year else day}"


def show_datetime(value: datetime | None) -> str:
    """An instant as dd-mm-aaaa HH:MM in the institution's zone; a dash when there is none."""
    if value is None:
        return DASH
    local = moment().local(value)
    return f"{written(local)} {local:%H:%M}"


def unbroken(text: str) -> Markup:
    """A date or an instant that no line breaks at its hyphens."""
    return Markup('<span class="nowrap">{}</span>').format(text)


def days_whole(text: str) -> Markup:
    """A sentence of which no line breaks at the hyphens of a date; what stands in tags stays as it is."""
    return Markup(_DAY.sub(lambda found: _whole(found[0]), str(escape(text))))  # noqa: S704 - escaped


def _whole(found: str) -> str:
    return found if found.startswith("<") else str(unbroken(found))


def show_address(address: str) -> Markup:
    """A mail address that breaks, where it must, after its @."""
    return Markup("@<wbr>").join(address.split("@"))


def show_share(share: Fraction | None, part: Fraction | int | None = None, whole: Fraction | int = 0) -> str:
    """A share as a percentage, with what it is a share of where there is room: 71,7 % (28 de 39)."""
    return percentage(share) if part is None else counted(share, part, whole, gettext)


def show_ratio(part: int, whole: int) -> str:
    """How many of all, as a share; a dash where there is nothing to be a share of."""
    return show_share(Fraction(part, whole), part, whole) if whole else DASH


def show_days(days: int) -> str:
    """A distance in calendar days from today, in words."""
    if days == 0:
        return str(gettext("hoy"))
    if days > 0:
        return str(ngettext("en %(num)s día", "en %(num)s días", days))
    return str(ngettext("hace %(num)s día", "hace %(num)s días", -days))


def show_odds(probability: float) -> str:
    """A probability as a whole percentage; never told as certain or impossible."""
    if probability <= 0.01:
        return str(gettext("menos de 1 %"))
    if probability >= 0.99:
        return str(gettext("más de 99 %"))
    return estimate(probability)


def page_words(number: int) -> str:
    """How a page is called, one of an attachment by this."""
    message, values = worded(number)
    return str(gettext(message, **values))


def install(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(
        date=show_date,
        near_date=show_near_date,
        datetime=show_datetime,
        unbroken=unbroken,
        days_whole=days_whole,
        address=show_address,
        number=figure,
        kept_figure=write_figure,
        pesos=write_pesos,
        share=show_share,
        ratio=show_ratio,
        rule=rule,
        estimate=estimate,
        exact=exact,
        filesize=filesize,
        page_words=page_words,
        days=show_days,
        shortened=shortened,
        odds=show_odds,
    )
