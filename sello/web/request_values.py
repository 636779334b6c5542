"""How a request is read: its text clean, its ids within a column's range, its days within reach.

Everything that a request says passes here: addresses (`<int:…>`), query strings, forms, JSON, file names.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from flask import Flask, Request, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map

from sello.core.dates import day_or_none
from sello.core.text import clean
from sello.files import names

HIGHEST: Final = 2**31 - 1
"""The highest id that a column of both databases holds."""


class CleanValues(ImmutableMultiDict[str, Any]):
    """What a query string, a form or its files say, clean."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__((clean(key), _clean(value)) for key, value in _pairs(mapping))


class CleanRequest(Request):
    """A request whose text is clean wherever it stands."""

    parameter_storage_class = CleanValues

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


def asked_id(name: str) -> int | None:
    """The id that the address's query gives a name, if it gives one."""
    return read_id(request.args.get(name))


def asked_ids(name: str) -> list[int]:
    """Every id that the address's query gives a name."""
    return read_ids(request.args.getlist(name))


def asked_text(name: str, most: int) -> str:
    """The words that the address's query gives a name, no longer than their place holds."""
    return str(request.args.get(name, ""))[:most]


def asked_day(name: str) -> date | None:
    """The day that the address's query gives a name; what is no day, or out of reach, is none."""
    return day_or_none(request.args.get(name, ""))


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
            return clean(value)
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {clean(str(key)): _clean(each) for key, each in value.items()}
        case FileStorage():
            value.filename = value.filename and names.clean(value.filename)
    return value
