"""Pages have a size: with more than a hundred of everything, each is at most 80 kB before compression."""

from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from werkzeug.routing import Rule

from sello.core.db import Base, db, scope_to
from sello.demo import loader
from tests import builders
from tests.conftest import Browser
from tests.sql import visits
from tests.sql.visits import SAMPLES, SHORT_OF_A_TABLE
from tests.web.crowd import crowd, rows_of
from tests.web.test_budgets import KB, MOST_KB

LARGER = {
    "catalogue.show": 220,  # an edition is read whole, as its document says it
    "reports.readiness": 210,  # a report is read and printed whole; a table of it shows 50 rows at a time
    "cycles.compare": 125,  # the same, of two sides
}
"""Pages that may be larger, in kB, and why."""

MOST_ROWS = 100
"""Of one list: rows of a table, items, choices of a select, boxes to tick."""

WHOLE = {
    "catalogue.show": "an edition is read whole, as its document says it",
    "duties.edit": "what is ticked stands in the form, or saving would take it away",
    "evidence.correct": "the same",
    "tasks.edit": "the same",
}
"""Pages with a longer list, and why."""

WHO = ("secretariat", "unit_head", "auditor", "authority")
"""Who has pages of their own; of single rows the secretariat sees most."""

LISTS = {"tbody": "tr", "ul": "li", "ol": "li", "select": "option", "details": "label", "fieldset": "label"}
EMPTY = {"input", "br", "img", "meta", "link", "hr", "rect", "path", "circle", "col", "source", "wbr"}


class Lists(HTMLParser):
    """How long the longest list of a page is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, int]]] = []
        self.longest = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        for outer, held in reversed(self.open):
            if LISTS.get(outer) == tag:
                held[tag] = held.get(tag, 0) + 1
                self.longest = max(self.longest, held[tag])
            if outer in LISTS:
                break
        if tag not in EMPTY:
            self.open.append((tag, {}))

    def handle_endtag(self, tag: str) -> None:
        while any(outer == tag for outer, _ in self.open) and self.open.pop()[0] != tag:
            pass


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_page_grows_with_what_a_town_has(app, settings, browser):
    """One town for all pages: loading it takes longer than all of them."""
    del browser
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        scope_to(db.session(), 1)
        made = crowd(1)
        every = visits.visitors(app, Browser)
        browsers = {role: every[role] for role in WHO}
        found = [(rule.endpoint, path, page) for rule, path, page in _pages(app, browsers, made)]
    large = {
        (name, path, len(page) // KB)
        for name, path, page in found
        if len(page) > LARGER.get(name, MOST_KB) * KB
    }
    assert large == set()
    long = {(name, path) for name, path, page in found if Lists(page.decode()).longest > MOST_ROWS}
    assert {name for name, _ in long} - WHOLE.keys() == set(), long
    assert len({name for name, _, _ in found}) > 100, "most pages were opened"


def _pages(app, browsers, made):
    """Each page as each visitor sees it, of rows with most to say; files are no pages."""
    for rule in visits.pages(app):
        for path in _addresses(rule, made):
            for browser in browsers.values() if not rule.arguments else [browsers["secretariat"]]:
                answer = browser.get(path)
                assert answer.status_code < 500, path
                page = answer.data if answer.status_code == 200 and answer.mimetype == "text/html" else b""
                answer.close()
                if page:
                    yield rule, path, page


def _addresses(rule: Rule, made: dict[str, list[int]]) -> list[str]:
    if any(part in rule.rule for part in ("pdf", "<form>", "form:", "any(", "lista.")):
        return []
    values = {name: _values(name, made) for name in rule.arguments}
    count = max(map(len, values.values()), default=1)
    rows = [{name: each[min(n, len(each) - 1)] for name, each in values.items()} for n in range(count)]
    return [rule.build(row, append_unknown=False)[1] for row in rows]


def _values(name: str, made: dict[str, list[int]]) -> list[Any]:
    stem = name.removesuffix("_id")
    table = SHORT_OF_A_TABLE.get(stem, stem)
    return (
        list(SAMPLES[name])
        if name in SAMPLES
        else rows_of(made, table)
        if table in Base.metadata.tables
        else [1]
    )
