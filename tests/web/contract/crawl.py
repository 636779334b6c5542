"""Every form that somebody can come to: pages are opened as each role, and what they lead to as well."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.routing.exceptions import RequestRedirect

from sello.accounts.domain.actor import Role
from sello.core.db import Base, db
from tests.conftest import Browser
from tests.web.contract.instance import Instance
from tests.web.contract.reading import Form, Page
from tests.web.contract.world import TOKEN
from tests.web.test_routes import methods_of, rules

SAMPLES: dict[str, list[object]] = {
    "token": [TOKEN],
    "code": ["1.1.1"],
    "number": [1],
    "ticket": ["nada"],
    "page": [1],
    "form": ["xlsx"],
    "part": ["presupuesto", "cadena", "reparto"],
}
SHORT_OF_A_TABLE = {
    "mail": "outbox_mail",
    "request": "person_request",
    "hit": "person_request_hit",
    "template": "task_template",
    "import": "edition_import",
    "before": "edition",
    "after": "edition",
    "origin": "edition",
    "target": "edition",
    "upload": "evidence_upload",
    "link": "evidence_link",
    "view": "saved_view",
}
FILES = {
    "static",
    "evidence.attached_file",
    "evidence.attached_picture",
    "evidence.download",
    "evidence.page_picture",
    "reports.download",
}
"""Endpoints whose answer is a file, beside those whose address ends like one."""
ROWS = 8
"""How many rows of a kind are opened by whoever opens most."""
LIKE_IT = 1
"""How many pages of a kind are followed from links."""


@dataclass(frozen=True)
class Found:
    """A form, where it leads, and who came to it first (None: anybody)."""

    endpoint: str
    form: Form
    role: Role | None

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What makes two forms the same: their address's kind and the names in them, without numbers."""
        return self.endpoint, frozenset(re.sub(r"\d+", "N", name) for name in self.form.controls)


def forms(instance: Instance) -> list[Found]:
    """Every form once, by whoever meets it first."""
    seen: dict[tuple[str, frozenset[str]], Found] = {}
    for role in (None, *Role):
        for found in _met_by(instance, role):
            seen.setdefault(found.key, found)
    return list(seen.values())


def _met_by(instance: Instance, role: Role | None) -> Iterator[Found]:
    browser = instance.browser(role)
    first = seeds(instance, ROWS if role is Role.SECRETARIAT else 1)
    for page in _pages(instance, browser, [*first, *instance.pages]):
        for form in page.forms:
            endpoint = endpoint_of(instance, form.action, "POST")
            assert endpoint, f"{page.path} has a form that leads nowhere: {form.action}"
            yield Found(endpoint, form, role)


def _pages(instance: Instance, browser: Browser, paths: list[str]) -> Iterator[Page]:
    seeded, done, kinds = set(paths), set(), Counter[object]()
    waiting = list(paths)
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(instance, path, "GET")
        kind = endpoint, frozenset(parse_qs(path.partition("?")[2]))
        if path in done or endpoint in {None, *FILES} or "." in path.partition("?")[0]:
            continue
        if path not in seeded and kinds[kind] >= LIKE_IT:
            continue
        done.add(path)
        kinds[kind] += 1
        answer = browser.get(path)
        if answer.status_code == 303:
            waiting.append(answer.location)
        elif answer.status_code == 200 and answer.mimetype == "text/html":
            page = Page(answer.text, path)
            waiting += page.links
            yield page
        answer.close()


def endpoint_of(instance: Instance, address: str, method: str) -> str | None:
    """The endpoint that answers an address, if one does."""
    adapter = instance.app.url_map.bind("localhost")
    try:
        return str(adapter.match(address.partition("?")[0], method=method)[0])
    except (HTTPException, RequestRedirect):
        return None


def seeds(instance: Instance, rows: int) -> list[str]:
    """Addresses of every page that is read, with the first rows of what they are about."""
    return [
        path for rule in rules(instance.app) if "GET" in methods_of(rule) for path in addresses(rule, rows)
    ]


def addresses(rule: Rule, rows: int) -> list[str]:
    """Addresses that a rule answers, with the first rows of each table that an argument is named after."""
    names = sorted(rule.arguments)
    columns = [_rows_of(name, rows) for name in names]
    longest = max(map(len, columns), default=1)
    found = []
    for number in range(longest):
        each = {
            name: values[min(number, len(values) - 1)] for name, values in zip(names, columns, strict=True)
        }
        found.append(rule.build(each, append_unknown=False)[1])
    return found


def _rows_of(name: str, rows: int) -> list[object]:
    stem = name.removesuffix("_id")
    table = Base.metadata.tables.get(SHORT_OF_A_TABLE.get(stem, stem))
    if name == stem or table is None:
        return SAMPLES.get(name, ["algo"])
    with db.engine.connect() as connection:
        return list(connection.execute(select(table.c.id).order_by(table.c.id).limit(rows)).scalars()) or [1]
