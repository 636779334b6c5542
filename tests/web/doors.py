"""A walk as a person makes it: from where she begins along all that pages offer, noting what is closed."""

from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing.exceptions import RequestRedirect

from sello.accounts.domain.actor import SEES_EVERY_UNIT, Role
from sello.accounts.permissions import TABLE
from sello.web.guard import is_public, permission_of
from tests.conftest import Browser

OPEN = frozenset({200, 302, 303, 304})
LEADS = {"a": "href", "area": "href", "embed": "src", "iframe": "src", "img": "src"}
HERE = "http://localhost"

BEGINS = ("/", "/buscar?q=plan", "/tareas/calendario?forma=agenda")
"""Where the walk begins: her own page, and two that no link leads to as they are used."""

OF_A_ROW = 12
"""How many links of one kind of page to another are followed, where each is about a row of its own."""

WHOLE = 3
"""How many where she sees every unit: no row of a kind is nearer to her than another."""

OF_A_LIST = 4
"""How many addresses of a list are opened: the same page with another filter, order or month."""

FILES = frozenset({"evidence.page_picture", "evidence.striking", "evidence.compare"})
"""Pages that are dear to draw: one of each is opened, as of whatever ends like a file."""


class Offers(HTMLParser):
    """What a page offers: links, searches, buttons; and the ids at which one can arrive on it."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.buttons: list[str] = []
        """Where its forms are sent to, those that write."""
        self._path = path
        self._search: tuple[str, list[tuple[str, str]]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.ids.add(said.get("id", ""))
        if said.get(LEADS.get(tag, "")):
            self.links.append(urljoin(self._path, said[LEADS[tag]]))
        elif tag == "form":
            self._form(said)
        elif tag == "input" and self._search and said.get("type") == "hidden":
            self._search[1].append((said.get("name", ""), said.get("value", "")))
        if "formaction" in said:
            self.buttons.append(urljoin(self._path, said["formaction"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._search:
            (where, _, anchor), fields = self._search[0].partition("#"), self._search[1]
            self.links.append(f"{where.partition('?')[0]}?{urlencode(fields)}#{anchor}".rstrip("?#"))
            self._search = None

    def _form(self, said: dict[str, str]) -> None:
        where = urljoin(self._path, said.get("action", ""))
        if said.get("method", "").lower() == "post":
            self.buttons.append(where)
        else:
            self._search = where, []


class Walk:
    """One person's walk; `closed` says each door that she is shown and that does not open."""

    def __init__(self, app: Flask, browser: Browser, role: Role) -> None:
        self._of_a_row = WHOLE if role in SEES_EVERY_UNIT else OF_A_ROW
        self._app = app
        self._routes = app.url_map.bind("localhost")
        self._browser = browser
        self._role = role
        self._waiting = deque(BEGINS)
        self._status: dict[str, int] = {}
        self._pages: dict[str, Offers] = {}
        self._kinds: Counter[object] = Counter()
        self._to: list[tuple[str, str, str]] = []
        """Page, address and anchor of each link."""

    def closed(self) -> Iterator[str]:
        """Walk, and say each link with another answer, each anchor that is not there, each vain button."""
        while self._waiting:
            self._open(self._waiting.popleft())
        for page, path, anchor in self._to:
            status = self._status.get(path, 200)
            if status not in OPEN:
                yield f"{page} leads to {path}, which answers {status}"
            elif (
                anchor and anchor not in self._pages.get(path, self._pages[page]).ids and path in self._pages
            ):
                yield f"{page} leads to #{anchor} of {path}, which is not there"
        for page, offers in self._pages.items():
            yield from (
                f"{page} has a button to {to}: {why}" for to in offers.buttons if (why := self._vain(to))
            )

    @property
    def seen(self) -> set[str]:
        """The endpoints of the pages that she saw."""
        return {self._endpoint(path) for path in self._pages}

    def _open(self, path: str) -> None:
        if path in self._status:
            return
        answer = self._browser.get(path)
        self._status[path] = answer.status_code
        if answer.status_code == 303 and answer.location.startswith("/"):
            self._waiting.append(urldefrag(answer.location)[0])
        elif answer.status_code == 200 and answer.mimetype == "text/html":
            self._pages[path] = Offers(answer.text, path)
            for link in self._pages[path].links:
                self._note(path, link.removeprefix(HERE))
        answer.close()

    def _note(self, page: str, link: str) -> None:
        if not link.startswith("/") or link.startswith("/static/"):
            return
        path, anchor = urldefrag(link)
        self._to.append((page, path, anchor))
        if not self._endpoint(path):
            self._status[path] = 404
        elif path not in self._status and path not in self._waiting and self._is_worth(page, path):
            self._waiting.append(path)

    def _is_worth(self, page: str, path: str) -> bool:
        """Whether it is one of the first of its kind."""
        endpoint, said = self._endpoint(path), urlsplit(path)
        kind: object = endpoint
        most = OF_A_LIST
        if endpoint in FILES or "." in said.path:
            most = 1
        elif any(rule.arguments for rule in self._app.url_map.iter_rules(endpoint)):
            kind, most = (self._endpoint(page), endpoint), self._of_a_row
        self._kinds[kind] += 1
        return self._kinds[kind] <= most

    def _endpoint(self, address: str, method: str = "GET") -> str:
        """The endpoint that answers an address, nothing where none does."""
        try:
            return str(self._routes.match(urlsplit(address).path, method=method)[0])
        except (HTTPException, RequestRedirect):
            return ""

    def _vain(self, address: str) -> str:
        """Why pressing a button can only be refused, nothing where it can be heard."""
        endpoint = self._endpoint(address, "POST")
        if not endpoint:
            return "nothing is there"
        view = self._app.view_functions[endpoint]
        action = permission_of(view)
        may = is_public(view) or (action is not None and self._role in TABLE[action])
        return "" if may else f"{self._role} may not {action}"
