"""The texts of the product: in the language of the instance and the words of the institution.

Those of the templates are translated once per process and word: a page has hundreds, and asking the
translation layer for each of them on every request cost more than the page's statements.
"""

from functools import cache, lru_cache

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Domain, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from sello.core import house
from sello.core.figures import with_points
from sello.core.house import Word

MOST = 10_000
"""Far more than there are texts; a template that translated people's words would not fill the memory."""


class HouseWords:
    """Translations whose texts say what the institution at work says; whoever asks for texts asks these."""

    def __init__(self, within: NullTranslations) -> None:
        self._within = within

    def ugettext(self, text: str) -> str:
        """A text in the language of the instance and the words of the institution."""
        return house.worded(str(self._within.ugettext(text)), house.present().word)

    def ungettext(self, one: str, several: str, number: int) -> str:
        """The same of a text about a number of things."""
        return house.worded(str(self._within.ungettext(one, several, number)), house.present().word)

    gettext, ngettext = ugettext, ungettext


class HouseDomain(Domain):
    """Our texts, for whichever way of asking the translation layer has."""

    def get_translations(self) -> HouseWords:
        """The texts of the language at hand."""
        return HouseWords(super().get_translations())


def speak_as_the_house(app: Flask) -> None:
    """Let every text of an application be asked of `HouseDomain`."""
    app.extensions["babel"].instance.domain_instance = HouseDomain()


def install(app: Flask) -> None:
    """Give the templates a `_` and an `ngettext` that remember; values are put in (and escaped) each time.

    `once(macro)` is the macro with a memory: what many rows of a table say alike is made for the first.
    """

    @lru_cache(maxsize=MOST)
    def translated(text: str, _word: Word) -> Markup:
        return Markup(get_translations().ugettext(text))  # noqa: S704 - our own texts

    @lru_cache(maxsize=MOST)
    def whole(text: str, word: Word) -> Markup:
        return translated(text, word) % {}

    @pass_eval_context
    def say(evaluating: EvalContext, text: str, /, **values: object) -> str:
        word = house.present().word
        if not evaluating.autoescape:
            return str(translated(text, word)) % with_points(values)
        return translated(text, word) % with_points(values) if values else whole(text, word)

    @lru_cache(maxsize=MOST)
    def counted(one: str, several: str, number: int, _word: Word) -> Markup:
        return Markup(get_translations().ungettext(one, several, number))  # noqa: S704 - our own texts

    @pass_eval_context
    def say_how_many(
        evaluating: EvalContext, one: str, several: str, number: int, /, *, none: str = "", **values: object
    ) -> str:
        if none and not number:
            return none
        told, values = (
            counted(one, several, number, house.present().word),
            with_points({"num": number} | values),
        )
        return told % values if evaluating.autoescape else str(told) % values

    app.jinja_env.globals["_"] = say
    app.jinja_env.globals["once"] = cache
    app.jinja_env.globals["ngettext"] = say_how_many
