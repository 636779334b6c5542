"""Mail texts from templates/mail/: NAME.txt, whose first line is the subject, and NAME.html."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask_babel import get_translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from sello.core import house
from sello.core.dates import written
from sello.core.figures import Figure, with_points
from sello.core.logo import PLACE
from sello.paths import resource


@dataclass(frozen=True, slots=True)
class Rendered:
    """The three texts of a mail."""

    subject: str
    text: str
    html: str


def render(name: str, /, **values: object) -> Rendered:
    """Fill both templates of a mail; needs the application's context, for its language.

    The HTML is given the subject that the text begins with.
    """
    written = _environment().get_template(f"mail/{name}.txt").render(**values)
    subject, _, text = written.partition("\n")
    html = _environment().get_template(f"mail/{name}.html").render({"subject": subject.strip(), **values})
    return Rendered(subject.strip(), text.strip() + "\n", html)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """An environment without requests: mails are written by jobs."""
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # given by the i18n extension
        gettext=lambda text: get_translations().ugettext(text),
        ngettext=lambda one, many, count: get_translations().ungettext(one, many, count),
        newstyle=True,
    )
    environment.globals["ngettext"] = _with_points(environment.globals["ngettext"])
    environment.filters["date"] = _date
    environment.globals.update(house=house.present, logo_place=PLACE)
    return environment


def _with_points(say: Any) -> Callable[..., str]:
    """The same translator, with points between the thousands of what it counts."""

    @pass_context
    def counted(context: Context, one: str, several: str, number: int, /, **values: object) -> str:
        return str(say(context, one, several, Figure(number), **with_points(values)))

    return counted


def _date(day: date) -> str:
    if isinstance(day, datetime):
        raise TypeError("a mail tells days: an instant gets its day from the moment of its institution")
    return written(day)
