"""How values read on a Chilean screen: dates dd-mm-aaaa, decimal comma, local time."""

from datetime import date, datetime
from fractions import Fraction

from flask import Flask
from flask_babel import gettext, ngettext
from markupsafe import Markup

from sello.catalogue.schema.writing import exact
from sello.core.dates import written
from sello.core.labels import N_
from sello.web.moment import moment

DASH = "—"
STEPS = ("B", "kB", "MB", "GB", "TB")


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


def show_address(address: str) -> Markup:
    """A mail address that breaks, where it must, after its @."""
    return Markup("@<wbr>").join(address.split("@"))


def show_number(value: int) -> str:
    """A whole number with points between the thousands."""
    return f"{value:,}".replace(",", ".")


def show_percent(value: Fraction | float, digits: int = 2) -> str:
    """A ratio as a percentage that is never rounded up: 0,59997 reads 59,99 %, not 60 %."""
    scaled = Fraction(value) * 100 * 10**digits
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**digits)
    decimals = str(rest).rjust(digits, "0").rstrip("0") if digits else ""
    return f"{whole},{decimals} %" if decimals else f"{whole} %"


def show_exact(value: Fraction) -> str:
    """An exact number with decimal comma, or as a fraction where no decimal says it exactly."""
    return str(exact(value))


def show_filesize(size: int) -> str:
    """A number of bytes in the unit that reads best, with a decimal comma."""
    amount = float(size)
    for step in STEPS:
        if amount < 1000 or step == STEPS[-1]:
            digits = 0 if step == "B" else 1
            return f"{amount:.{digits}f}".replace(".", ",") + f" {step}"
        amount /= 1000
    raise AssertionError("the last step always returns")


def show_days(days: int) -> str:
    """A distance in calendar days from today, in words."""
    if days == 0:
        return str(gettext("hoy"))
    if days > 0:
        return str(ngettext("en %(num)d día", "en %(num)d días", days))
    return str(ngettext("hace %(num)d día", "hace %(num)d días", -days))


def show_odds(probability: float) -> str:
    """A probability as a whole percentage; never told as certain or impossible."""
    if probability <= 0.01:
        return str(gettext("menos de 1 %"))
    if probability >= 0.99:
        return str(gettext("más de 99 %"))
    return f"{round(probability * 100)} %"


def install(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(
        date=show_date,
        near_date=show_near_date,
        datetime=show_datetime,
        unbroken=unbroken,
        address=show_address,
        number=show_number,
        percent=show_percent,
        exact=show_exact,
        filesize=show_filesize,
        days=show_days,
        odds=show_odds,
    )
