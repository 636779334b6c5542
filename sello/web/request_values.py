"""How a request is read: its text clean, its ids within a column's range, its days within reach.

What nobody sees is nothing, so that no form takes it for a name.
Everything that a request says passes here: addresses (`<int:…>`), query strings, forms, JSON, file names.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from flask import Flask, Request, g, request
from flask_babel import gettext
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map

from sello.core.dates import day_or_none, read_day
from sello.core.labels import N_
from sello.core.text import clean, said
from sello.files import names
from sello.web.library_words import LibraryWords

MISREAD: Final = N_("No entendimos la fecha «%(typed)s»; se muestra hoy.")
UNUSED: Final = N_("No entendimos la fecha «%(typed)s»: no se filtró por ella.")
SHOWN: Final = 40
"""How much of what was typed is repeated."""

HIGHEST: Final = 2**31 - 1
"""The highest id that a column of both databases holds."""


class CleanValues(ImmutableMultiDict[str, Any]):
    """What a query string, a form or its files say, clean."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__((clean(key), _clean(value)) for key, value in _pairs(mapping))


class CleanRequest(Request):
    """A request whose text is clean wherever it stands."""

    parameter_storage_class = CleanValues
    wtforms_translations = LibraryWords()
    """Where the form library looks first for what it says."""

    @property
    def query_string(self) -> bytes:
        """The query as sent, with bytes that are no UTF-8 replaced: they would be no text at all."""
        return self._sent.decode("utf-8", "replace").encode()

    @query_string.setter
    def query_string(self, value: bytes) -> None:
        self._sent = value

    def get_json(self, *args: Any, **options: Any) -> Any:
        """The body as JSON, its text clean."""
        return _clean(super().get_json(*args, **options))


class Id(IntegerConverter):
    """A row's id in an address; more than a column holds is no address of ours."""

    regex = r"[0-9]{1,10}"

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": HIGHEST, **options})


def install(app: Flask) -> None:
    """Let an application read its requests so; before any address is known to it."""
    app.request_class = CleanRequest
    app.url_map.converters["int"] = Id
    app.jinja_env.globals["misread"] = misread


def read_id(raw: object) -> int | None:
    """The id that was sent, or None where it is no id that a row can have."""
    text = "" if raw is None else str(raw).strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(HIGHEST))):
        return None
    number = int(text)
    return number if number <= HIGHEST else None


def read_ids(raw: Iterable[object]) -> list[int]:
    """The ids among what was sent, in its order."""
    return [number for each in raw if (number := read_id(each)) is not None]


def read_versions(raw: object) -> dict[int, int]:
    """The versions by id that a page showed and its form sends back: «3:1 8:4»."""
    pairs = [read_ids(pair.split(":")) for pair in str(raw or "").split()]
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def asked_id(name: str) -> int | None:
    """The id that the address's query gives a name, if it gives one."""
    return read_id(request.args.get(name))


def asked_ids(name: str) -> list[int]:
    """Every id that the address's query gives a name."""
    return read_ids(request.args.getlist(name))


def asked_text(name: str, most: int) -> str:
    """The words that the address's query gives a name, no longer than their place holds."""
    return str(request.args.get(name, ""))[:most]


def asked_day(name: str, misread: str = MISREAD) -> date | None:
    """The day that the address's query gives a name; of what is no day, or out of reach, the page says so.

    ``misread`` is how it says it: with what it shows instead.
    """
    typed = request.args.get(name, "").strip()
    day = day_or_none(typed) if typed else None
    if typed and day is None:
        g.misread = gettext(misread, typed=typed[:SHOWN])
    return day


def given_day(name: str) -> date | None:
    """The day that the address of a file gives a name: a file says nothing beside itself, so it refuses.

    Raises what `core.dates.read_day` raises.
    """
    typed = request.args.get(name, "").strip()
    return read_day(typed) if typed else None


def not_the_day(told: str) -> None:
    """Have the page say why it does not show the day that was asked for."""
    g.misread = told


def misread() -> str | None:
    """What a page says of a day in its address that it does not show."""
    told: str | None = g.get("misread")
    return told


def _pairs(mapping: Any) -> Iterable[tuple[str, Any]]:
    if mapping is None:
        return ()
    if hasattr(mapping, "items"):
        given = mapping.items(multi=True) if hasattr(mapping, "getlist") else mapping.items()
        return tuple(given)
    return tuple(mapping)


def _clean(value: Any) -> Any:
    match value:
        case str():
            return said(value)
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {clean(str(key)): _clean(each) for key, each in value.items()}
        case FileStorage():
            value.filename = value.filename and names.clean(value.filename)
    return value
