"""In a whole town, whatever the authority can open tells requirements by name: no code stands alone."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pypdfium2
import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing.exceptions import RequestRedirect

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person
from sello.catalogue.models import Requirement
from sello.core import clock
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.reminders import jobs as reminders
from sello.reminders.domain.schedule import Weekday
from sello.reports import jobs as reports
from sello.reports.service import choose_page_day
from tests.builders import here_and_now
from tests.conftest import Browser
from tests.web.pages import form_of
from tests.web.test_whole_town import Visitor, pages, visitors

__all__ = ["visitors"]

CODE = re.compile(r"(?<![\d.,])\d\.\d\.\d(?![\d.])")
BEGINNING = 14
"""So many letters of a name are told, where it is cut, and next to nothing else begins like it."""
NEAR = 260
"""On paper a name stands so many letters before its code, or behind it, at most."""
BLOCKS = frozenset(
    {"caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "label", "legend", "li", "option", "p"}
    | {"section", "summary", "title", "tr"}
)
TOLD = frozenset({"alt", "aria-label", "placeholder", "title"})
NOT_OURS = frozenset(
    {
        "evidence.download",
        "reports.download",  # what was kept before says what it said
        "catalogue.export_xlsx",
        "catalogue.export_yaml",
    }
)
"""Files that others wrote, and the standard itself as data."""
LIKE_IT = 2
"""How many pages of a kind are followed from links."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Names = dict[str, set[str]]


class Blocks(HTMLParser):
    """What a page says, block by block, with what is told of its pieces; and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts = [""]
        self.links: list[str] = []
        self.skipped = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.skipped += tag in {"script", "style"}
        self.links += [said["href"].partition("#")[0]] if tag == "a" and "href" in said else []
        self._part(tag)
        self.texts[-1] += "".join(f" {said[name]} " for name in TOLD & said.keys())

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in {"script", "style"}
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.texts[-1] += data

    def _part(self, tag: str) -> None:
        if tag in BLOCKS:
            self.texts.append("")


def alone(text: str, names: Names) -> set[str]:
    """The codes in a block of words that no name in it goes with."""
    said = " ".join(text.split())
    return {
        code for code in CODE.findall(said) if code in names and not any(name in said for name in names[code])
    }


def alone_on_paper(data: bytes, names: Names) -> set[tuple[int, str]]:
    """The codes of a PDF near which their names do not stand, with their leaves."""
    found = set()
    for number, leaf in enumerate(pypdfium2.PdfDocument(data), 1):
        said = " ".join(leaf.get_textpage().get_text_range().split())
        for code in CODE.finditer(said):
            near = said[max(0, code.start() - NEAR) : code.end() + NEAR]
            if alone(near, {code[0]: names.get(code[0], {""})}):
                found.add((number, code[0]))
    return found


def alone_in_rows(data: bytes, names: Names) -> set[str]:
    """The codes of a spreadsheet whose rows do not name them."""
    rows = (row for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows(values_only=True))
    return set().union(*(alone(" ".join(str(cell) for cell in row if cell), names) for row in rows))


def alone_in(kind: str, data: bytes, names: Names) -> set[object]:
    """The codes that stand alone in a page or a file; an unknown kind says nothing."""
    if kind == "text/html":
        return set().union(*(alone(text, names) for text in Blocks(data.decode()).texts))
    if kind == "application/pdf":
        return set(alone_on_paper(data, names))
    if kind == XLSX:
        return set(alone_in_rows(data, names))
    if kind == "text/csv":
        lines = csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";")
        return set().union(*(alone(" ".join(line), names) for line in lines))
    return set()


@pytest.fixture
def names(visitors: dict[Role, Visitor]) -> Names:
    found: Names = {}
    for code, title in db.session.execute(select(Requirement.code, Requirement.title)):
        found.setdefault(code, set()).add(title[:BEGINNING])
    return found


def decided(browser: Browser) -> int:
    """How many decisions her page asks for; each is taken, by its own form."""
    page = browser.get("/informes/autoridad").text
    asked = re.findall(r"/informes/autoridad/\w+/(?:instruir|pedir-cuenta)", page)
    until = (here_and_now().today + timedelta(days=30)).isoformat()
    for path in dict.fromkeys(asked):
        form = form_of(browser.get(path).text, path, path)
        assert browser.post(path, data=form | {"until": until}).status_code == 303
    return len(set(asked))


def opened(app: Flask, browser: Browser) -> Iterator[tuple[str, str, bytes]]:
    """Whatever she can open, once, and what it leads to: address, kind of file, bytes."""
    seeds = [path for rule, path in pages(app) if rule.endpoint not in NOT_OURS]
    waiting, done, kinds = ["/", "/buscar?q=violencia", *seeds], set(), Counter[object]()
    while waiting:
        path = waiting.pop(0)
        place, _, query = path.partition("?")
        kind = re.sub(r"\d+", "N", place), frozenset(parse_qs(query))
        if path in done or not path.startswith("/") or (path not in seeds and kinds[kind] >= LIKE_IT):
            continue
        done.add(path)
        kinds[kind] += 1
        if endpoint_of(app, place) in {None, "static", *NOT_OURS}:
            continue
        answer = browser.get(path)
        if answer.status_code == 303:
            waiting.append(answer.location.partition("#")[0])
        elif answer.status_code == 200:
            yield path, answer.mimetype, answer.data
            if answer.mimetype == "text/html":
                waiting += Blocks(answer.text).links
        answer.close()


def endpoint_of(app: Flask, place: str) -> str | None:
    try:
        return str(app.url_map.bind("localhost").match(place)[0])
    except (HTTPException, RequestRedirect):
        return None


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on the database
def test_nothing_of_hers_has_a_code_that_stands_alone(
    app: Flask, visitors: dict[Role, Visitor], names: Names
) -> None:
    """One load serves pages, files and mails: it plays a whole history, which takes seconds."""
    browser = visitors[Role.AUTHORITY].browser
    assert decided(browser) == 3
    seen, bare = Counter[str](), {}
    for path, kind, data in opened(app, browser):
        seen[kind] += 1
        if found := alone_in(kind, data, names):
            bare[path] = found
    assert bare == {}, "\n".join(f"{path}: {found}" for path, found in bare.items())
    assert seen["text/html"] > 150
    assert min(seen["application/pdf"], seen[XLSX], seen["text/csv"]) >= 5
    mails = written_to(app, visitors)
    assert {mail.kind for mail in mails} >= {"authority-page", "monthly-report"}
    for mail in mails:
        for block in re.split(r"\n\s*\n", mail.text):
            assert alone(block, names) == set(), mail.subject
        assert alone_in("text/html", mail.html.encode(), names) == set(), mail.subject
        if mail.paper:
            assert alone_on_paper(mail.paper, names) == set(), mail.subject


def written_to(app: Flask, visitors: dict[Role, Visitor]) -> list[OutboxMail]:
    """What she is written in the weeks that follow."""
    her, now = visitors[Role.AUTHORITY].actor, clock.now()
    institution = her.institution_id
    choose_page_day(her, f"w{Weekday.MONDAY.value}", seen="", at=here_and_now())
    db.session.commit()
    for day in range(1, 36):
        work = Work(app.extensions["sello"], now.replace(hour=15) + timedelta(days=day))
        for job in (reports.monthly, reports.authority_page, reminders.remind, reminders.news):
            job(work)
    scope_to(db.session(), institution)
    address = db.session.scalars(select(Person.email).where(Person.id == her.person_id)).one()
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.recipient == address)))


def test_a_code_alone_is_seen() -> None:
    names = {"1.1.2": {"Programas, pro"}, "3.1.1": {"Reclutamiento,"}}
    page = "<p>Vence 1.1.2</p><p>Programas, proyectos (1.1.2)</p><tr><td title='De 3.1.1'>x</td></tr>"
    assert [found for text in Blocks(page).texts if (found := alone(text, names))] == [{"1.1.2"}, {"3.1.1"}]
    assert alone("El 1.1.2027 y la versión 0.3.1.1, según la norma 9.9.9", names) == set()
