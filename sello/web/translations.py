"""The texts of the templates: translated once per process, because an instance speaks one language.

A page has hundreds of texts; asking the translation layer for each of them on every request cost more than
the page's statements.
"""

from functools import cache, lru_cache

from flask import Flask
from flask_babel import get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from sello.core.figures import with_points

MOST = 10_000
"""Far more than there are texts; a template that translated people's words would not fill the memory."""


def install(app: Flask) -> None:
    """Give the templates a `_` and an `ngettext` that remember; values are put in (and escaped) each time.

    `once(macro)` is the macro with a memory: in a long table, what many rows say alike is made for the first.
    """

    @lru_cache(maxsize=MOST)
    def translated(text: str) -> Markup:
        return Markup(get_translations().ugettext(text))  # noqa: S704 - our own texts

    @lru_cache(maxsize=MOST)
    def whole(text: str) -> Markup:
        return translated(text) % {}

    @pass_eval_context
    def say(evaluating: EvalContext, text: str, /, **values: object) -> str:
        if not evaluating.autoescape:
            return str(translated(text)) % with_points(values)
        return translated(text) % with_points(values) if values else whole(text)

    @lru_cache(maxsize=MOST)
    def counted(one: str, several: str, number: int) -> Markup:
        return Markup(get_translations().ungettext(one, several, number))  # noqa: S704 - our own texts

    @pass_eval_context
    def say_how_many(
        evaluating: EvalContext, one: str, several: str, number: int, /, *, none: str = "", **values: object
    ) -> str:
        if none and not number:
            return none
        told, values = counted(one, several, number), with_points({"num": number} | values)
        return told % values if evaluating.autoescape else str(told) % values

    app.jinja_env.globals["_"] = say
    app.jinja_env.globals["once"] = cache
    app.jinja_env.globals["ngettext"] = say_how_many
