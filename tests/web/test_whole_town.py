"""On a whole town, every page: silent on GET, and nobody sees what belongs to a unit outside her branch."""

from html import unescape
from urllib.parse import quote

import pytest
from sqlalchemy import event, select, update
from werkzeug.routing import Rule

from sello.accounts.domain.access import digest
from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution, Person, SignIn
from sello.accounts.queries import identity
from sello.core import clock
from sello.core.db import Base, db, everywhere, scope_to
from sello.demo import loader
from sello.demo.town import ACCOUNTS
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceVersion
from sello.tasks.models import Task
from tests import builders
from tests.builders import here_and_now
from tests.web.test_routes import PUBLIC, WRITES, methods_of, rules

SHORT_OF_A_TABLE = {"mail": "outbox_mail", "template": "task_template"}
SAMPLES = {
    "code": ["1.1.1"],
    "form": ["csv", "xlsx"],
    "number": [1],
    "page": [1],
    "part": ["cadena", "presupuesto"],
    "place": ["1"],
    "ticket": ["nada"],
    "token": ["nada"],
}
NOT_IN_THE_DEMO = {
    "privacy.acta", "privacy.acta_pdf", "privacy.export", "privacy.letter", "privacy.one_request",
    "accounts.calendar_feed", "accounts.colours_css", "accounts.logo", "duties.new", "evidence.certificate",
    "evidence.attached", "evidence.attached_file", "evidence.attached_picture",
    "evidence.compare", "evidence.sending_state",
    "accounts.minute_page",
    "accounts.minute_pdf", "indicators.new", "transfers.show",
    "tasks.edit_template", "reminders.notice", "reminders.received_mail",
    "catalogue.check", "cycles.copied", "planning.scenario", "reports.asking_account", "reports.instructing",
    "reports.official_letter", "reports.official_letter_pdf",
}  # fmt: skip
"""Pages of something that somebody has only just begun: a file to confirm, a copy, a supposition."""

LEDGER = ("INSERT INTO ledger_", "UPDATE ledger_head ")
"""An event that is written down enters the trail's tree."""
LOGGED = {
    "cycles.checklist_file": ("INSERT INTO audit_event ",),
    "evidence.attached": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.attached_file": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.attached_picture": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.compare": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.download": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.file": ("INSERT INTO audit_event ",),
    "evidence.page_picture": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.read": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.review": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "evidence.striking": ("INSERT INTO evidence_download ", "INSERT INTO audit_event "),
    "improvement.file": ("INSERT INTO audit_event ",),
    "indicators.file": ("INSERT INTO audit_event ",),
    "register.lens_file": ("INSERT INTO audit_event ",),
    "register.file": ("INSERT INTO audit_event ",),
    "reminders.diligence_file": ("INSERT INTO audit_event ",),
    "reports.download": ("INSERT INTO audit_event ",),
    "tasks.file": ("INSERT INTO audit_event ",),
    "reports.chronicle_file": ("INSERT INTO audit_event ",),
}
"""Who took or read which file is written down, though taking it is a GET: nothing else is."""

EACH = 2
"""How many rows of a kind are opened."""


class Visitor:
    """Somebody of the town with her browser."""

    def __init__(self, app, browser_kind, account) -> None:
        with everywhere():
            row = db.session.execute(
                select(Person.id, Person.institution_id).where(Person.email == account.email)
            ).one()
            self.actor = identity.actor(row.id, today=here_and_now().today)
            db.session.add(
                SignIn(
                    institution_id=row.institution_id,
                    person_id=row.id,
                    token_hash=digest(account.email),
                    created_at=clock.now(),
                    last_change_at=clock.now(),
                    expires_at=builders.FAR,
                )
            )
            db.session.commit()
        self.browser = browser_kind(app, app.response_class)
        with self.browser.session_transaction() as session:
            session["sign_in"] = account.email
            session.permanent = True

    def get(self, path: str):
        answer = self.browser.get(path)
        text = unescape(answer.text) if answer.mimetype in {"text/html", "text/csv", "text/calendar"} else ""
        answer.close()
        return answer.status_code, text


@pytest.fixture
def visitors(app, settings, browser):
    """The demonstration, loaded, and one visitor for each role."""
    loader.load(now=clock.now(), config=settings)
    with everywhere():
        scope_to(db.session(), db.session.scalars(select(Institution.id)).one())
    return {account.role: Visitor(app, type(browser), account) for account in ACCOUNTS}


def values_of(name: str) -> list[object]:
    stem = name.removesuffix("_id")
    table = Base.metadata.tables.get(SHORT_OF_A_TABLE.get(stem, stem))
    if name == stem or table is None:
        return SAMPLES.get(name, [1])
    return list(db.session.execute(select(table.c.id).order_by(table.c.id).limit(EACH)).scalars()) or [1]


def addresses(rule: Rule) -> list[str]:
    names = sorted(rule.arguments)
    rows = [dict(zip(names, each, strict=True)) for each in zip(*map(values_of, names), strict=False)] or [{}]
    return [rule.build(row, append_unknown=False)[1] for row in rows]


def pages(app) -> list[tuple[Rule, str]]:
    return [
        (rule, path)
        for rule in rules(app)
        if rule.endpoint not in PUBLIC and "GET" in methods_of(rule)
        for path in addresses(rule)
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on the database
def test_every_page_of_the_town(app, visitors):
    """One load serves all that is said of it: it plays a whole history, which takes seconds."""
    every_page_is_silent_and_whole(app, visitors)
    for role in (Role.UNIT_HEAD, Role.CONTRIBUTOR, Role.AUDITOR):
        nothing_hidden_is_opened(app, visitors[role])
        nothing_hidden_is_named(app, visitors[role])
    nothing_secret_is_named(app, visitors)


def every_page_is_silent_and_whole(app, visitors):
    written: list[str] = []

    def look(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            written.append(statement)

    found = pages(app)
    event.listen(db.engine, "before_cursor_execute", look)
    try:
        opened = set()
        for role, visitor in visitors.items():
            for rule, path in found:
                status, _ = visitor.get(path)
                # A certificate waits for the trail's next signed head.
                fine = {200, 303, 403, 404} | ({409} if rule.endpoint == "evidence.certificate" else set())
                assert status in fine, (role, path, status)
                log = LOGGED.get(rule.endpoint, ())
                log += LEDGER if log else ()
                assert [each for each in written if not each.startswith(log)] == [], (role, path)
                written.clear()
                if status in {200, 303}:
                    opened.add(rule.endpoint)
    finally:
        event.remove(db.engine, "before_cursor_execute", look)
    unopened = {rule.endpoint for rule, _ in found} - opened
    assert unopened <= NOT_IN_THE_DEMO, "pages that the demonstration never shows"


def hidden_from(model, actor):
    """Rows that an actor must not know of: outside her branch, or for an audit what was not released."""
    rows = db.session.scalars(select(model).order_by(model.id)).all()
    if actor.role is Role.AUDITOR:
        return [row for row in rows if getattr(row, "released_at", None) is None]
    return [row for row in rows if row.unit_id not in actor.unit_ids]


def nothing_hidden_is_opened(app, visitor):
    kinds = {"evidence_id": Evidence, "task_id": Task}
    tried = 0
    for rule in rules(app):
        name = next((name for name in rule.arguments if name in kinds), None)
        if name is None or "GET" not in methods_of(rule):
            continue
        for row in hidden_from(kinds[name], visitor.actor)[:EACH]:
            values = {each: values_of(each)[0] for each in rule.arguments} | {name: row.id}
            status, _ = visitor.get(rule.build(values, append_unknown=False)[1])
            assert status in {403, 404}, (rule.endpoint, row.id, status)
            tried += 1
    assert tried > 0


def nothing_hidden_is_named(app, visitor):
    """Titles of hidden things appear on no page, not even when their first words are searched for."""
    titles = {row.title for model in (Evidence, Task) for row in db.session.scalars(select(model))}
    hidden = {row.title for model in (Evidence, Task) for row in hidden_from(model, visitor.actor)}
    hidden -= titles - hidden
    assert hidden
    words = quote(min(hidden)[:-4])
    searches = [f"{path}?q={words}" for rule, path in pages(app) if not rule.arguments]
    for path in [*(path for _, path in pages(app)), *searches]:
        _, text = visitor.get(path)
        assert {title for title in hidden if title in text} == set(), path


def nothing_secret_is_named(app, visitors):
    """Once all evidence is secret, nobody to whom it is closed reads a title or a file's name anywhere."""
    closed = {Evidence.classification: Classification.SECRET, Evidence.created_by: None}
    db.session.execute(update(Evidence).values(closed))
    db.session.commit()
    names = {
        *db.session.scalars(select(Evidence.title)),
        *db.session.scalars(select(EvidenceVersion.filename)),
    }
    names -= set(db.session.scalars(select(Task.title)))
    for role in (Role.AUTHORITY, Role.CONTRIBUTOR, Role.AUDITOR):
        for path in [*(path for _, path in pages(app)), f"/buscar?q={quote(min(names)[:-4])}"]:
            _, text = visitors[role].get(path)
            assert {name for name in names if name in text} == set(), (role, path)
    _, told = visitors[Role.SECRETARIAT].get("/evidencia")
    assert any(name in told for name in names)
