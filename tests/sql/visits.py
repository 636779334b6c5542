"""Every page of the demonstration, opened by whoever may: somebody of each role, and nobody in particular."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from sello.accounts.domain.access import digest
from sello.accounts.models import Person, SignIn
from sello.core import clock
from sello.core.db import Base, db, everywhere
from sello.demo.town import ACCOUNTS
from tests import builders
from tests.sql.recorder import Statement, recording
from tests.web.test_routes import methods_of, rules

NOBODY = "nobody"
NOT_PAGES = {"static", "health.alive", "health.ready"}
FORBIDDEN = 403

SHORT_OF_A_TABLE = {"import": "edition_import", "mail": "outbox_mail", "template": "task_template"}
SAMPLES: dict[str, Sequence[object]] = {
    "after_id": [2],
    "before_id": [1],
    "code": ["1.1.1"],
    "form": ["csv"],
    "edition_id": [1],
    "number": [1],
    "page": [1],
    "ticket": ["nada"],
    "origin_id": [1],
    "target_id": [2],
    "part": ["presupuesto"],
    "token": ["nada"],
}
MOST = 40
"""How many rows are tried until a visitor finds one that she may open: newest first, as they concern her now,
but requirements by their order, since the newest are those of an edition that no cycle uses."""

Asked = dict[str, list[Statement]]


def visitors(app: Flask, kind: type[FlaskClient]) -> dict[str, FlaskClient]:
    """A browser for each role, signed in, and one for nobody; each of them has a file to describe."""
    found = {}
    with everywhere():
        for account in ACCOUNTS:
            row = db.session.scalars(select(Person).where(Person.email == account.email)).one()
            _give(row, token=account.email)
            found[account.role.value] = client = kind(app, app.response_class)
            with client.session_transaction() as session:
                session["sign_in"] = account.email
        db.session.commit()
    return found | {NOBODY: kind(app, app.response_class)}


def _give(person: Person, token: str) -> None:
    """A session, and a file that waits for its description."""
    whose = {"person_id": person.id, "institution_id": person.institution_id}
    now, proof = clock.now(), digest(token)
    spans = {"created_at": now, "last_change_at": now, "expires_at": builders.FAR}
    db.session.add(SignIn(token_hash=proof, device="", **spans, **whose))
    file = {"ticket": proof[:32], "filename": "acta.pdf", "media_type": "application/pdf", "size": 1}
    uploads = Base.metadata.tables["evidence_upload"]
    db.session.execute(uploads.insert().values(sha256=proof, received_at=now, **file, **whose))


def pages(app: Flask) -> list[Rule]:
    """Every page, by its endpoint."""
    return [rule for rule in rules(app) if "GET" in methods_of(rule) and rule.endpoint not in NOT_PAGES]


def asked(rule: Rule, browsers: dict[str, FlaskClient]) -> Asked:
    """The statements of a page for each visitor who may open one, or nothing if nobody can."""
    found = {}
    for visitor, browser in browsers.items():
        path = first_open(rule, browser)
        if path is not None:
            found[visitor] = statements_of(lambda to=path, by=browser: by.get(to))
    return found


def statements_of(visit: Callable[[], TestResponse]) -> list[Statement]:
    """What a visit asks for; answers that are streamed ask while they are read."""
    with recording(db.engine) as seen:
        _done(visit())
    return seen


def first_open(rule: Rule, browser: FlaskClient) -> str | None:
    """The first address that she may open; opening it fills what the program remembers between requests."""
    for path in _addresses(rule):
        answer = browser.get(path)
        status = _done(answer)
        if status == 200 or (status == 303 and not answer.location.startswith("/entrar")):
            return path
        if status == FORBIDDEN:
            return None
    return None


def _done(answer: TestResponse) -> int:
    answer.get_data()
    answer.close()
    return answer.status_code


def _addresses(rule: Rule) -> Iterator[str]:
    names = sorted(rule.arguments)
    for values in islice(product(*map(_values, names)), MOST):
        yield rule.build(dict(zip(names, values, strict=True)), append_unknown=False)[1]


def _values(name: str) -> Sequence[object]:
    stem = name.removesuffix("_id")
    table = Base.metadata.tables.get(SHORT_OF_A_TABLE.get(stem, stem))
    if name in SAMPLES or table is None:
        return SAMPLES.get(name, [1])
    order = table.c.id if stem == "requirement" else table.c.id.desc()
    with everywhere():
        return list(db.session.scalars(select(table.c.id).order_by(order)))
