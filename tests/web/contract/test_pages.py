"""Every page keeps one contract, whatever its address asks for.

Which names a page looks up in its query is seen by listening, so that a new one cannot be forgotten.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any
from urllib.parse import quote

import pytest

from sello.accounts.domain.actor import Role
from sello.web.request_values import CleanRequest, CleanValues
from tests.conftest import Browser
from tests.web.contract import crawl
from tests.web.contract.instance import Instance
from tests.web.contract.words import foreign

VALUES = {
    "id of 20 digits": "9" * 20,
    "id of 4,000 digits": "9" * 4000,
    "just above a column": str(2**31),
    "negative": "-1",
    "empty": "",
    "NUL": "%00",
    "control": "%07%0B%1B%EF%BF%BE",
    "lone surrogate": "%ED%A0%80",
    "no UTF-8": "%FF%FE%C3",
    "quotes and signs": quote("%_\\'\"<script>{{ 7*7 }}"),
    "emoji": quote("🙂✓"),
    "4,000 letters": "a" * 4000,
    "year 1": "0001-01-01",
    "year 26": "0026-03-05",
    "year 9999": "9999-12-31",
    "month of year 9999": "9999-12",
    "twice": "1&{name}=2&{name}[]=3",
}
"""As they stand in an address; `{name}` is the name that they are given."""

NARROW = 4
"""How many values each page is asked for by those who see what the secretariat sees, or less."""

ALWAYS = frozenset({"dimension", "ciclo"})
"""Names that switch on what a page reads only then; they are sent to every page that reads any."""


class Heard(CleanValues):
    """A query that notes what it was asked for."""

    names: set[str] = set()  # noqa: RUF012 - one request at a time

    def __getitem__(self, key: str) -> Any:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.names.add(key)
        return super().get(key, *args, **kwargs)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.names.add(key)
        return super().getlist(key, *args, **kwargs)


@pytest.fixture(autouse=True)
def _listening(town: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CleanRequest, "parameter_storage_class", Heard)


class Visit:
    """A role's walk through all pages with one hostile address after another."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.broken: list[str] = []

    def look(self, path: str, query: str = "") -> set[str]:
        """Open a page and hold it to the contract; the names that it looked up."""
        Heard.names.clear()
        try:
            answer = self.browser.get(f"{path}?{query}" if query else path)
        except Exception as error:
            self.broken.append(f"{path}?{query[:60]}: {error!r}"[:300])
            return set(Heard.names)
        heard = set(Heard.names)
        if answer.status_code >= 500 and path != "/readyz":
            self.broken.append(f"{path}?{query[:60]}: {answer.status}")
        if answer.mimetype == "text/html":
            self.broken += [f"{path}?{query[:60]}: says «{phrase}»" for phrase in foreign(answer.text)]
        answer.close()
        return heard


def pages(town: Instance) -> Iterator[str]:
    """One address of every page, and those that no link leads to."""
    for path in crawl.seeds(town, 1):
        if crawl.endpoint_of(town, path, "GET") not in crawl.FILES:
            yield path
    yield from town.pages


def asked(names: set[str], value: str) -> str:
    return "&".join(f"{name}={value.replace('{name}', name)}" for name in sorted(names))


def test_what_pages_look_up_is_heard(town):
    visit = Visit(town.browser(Role.SECRETARIAT))
    assert {"requerimiento", "unidad", "texto", "estado"} <= visit.look("/evidencia")
    assert {"ciclo"} <= visit.look("/requerimientos")


PAIRS = [("sqlite", role) for role in (None, *Role)] + [
    ("postgresql", role) for role in (Role.SECRETARIAT, Role.AUDITOR)
]
"""Everybody on one database, and whoever sees most and least on the other as well."""


@pytest.mark.parametrize(("town", "role"), PAIRS, indirect=["town"])
def test_no_query_breaks_a_page(town, role):
    visit = Visit(town.browser(role))
    turn = count()
    for path in pages(town):
        bare = path.partition("?")[0]
        names = visit.look(bare)
        if not names:
            continue
        names |= visit.look(bare, asked(names | ALWAYS, "1"))
        values = list(VALUES.values())
        if role is not Role.SECRETARIAT:
            values = [values[next(turn) % len(values)] for _ in range(NARROW)]
        for value in values:
            names |= visit.look(bare, asked(names, value))
        for name in sorted(names):
            visit.look(bare, asked({name}, list(VALUES.values())[next(turn) % len(VALUES)]))
    assert not visit.broken, "\n".join(visit.broken)
