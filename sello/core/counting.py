"""Sentences about a number of things, in the reader's language, the number with points between thousands."""

import flask_babel

from sello.core.figures import Figure, with_points


def ngettext(one: str, several: str, number: int, /, *, none: str = "", **values: object) -> str:
    """The sentence for one or for several, `%(num)s` being the number; `none` is said instead of «0 x»."""
    if none and not number:
        return none % with_points(values) if values else none
    return str(flask_babel.ngettext(one, several, Figure(number), **with_points(values)))
