"""Every route of the product: guarded as the table says, never writing on GET, with its headers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, inspect, select
from werkzeug.routing import AnyConverter, BaseConverter, Rule

from sello.accounts.domain.actor import Role
from sello.accounts.permissions import TABLE, Action
from sello.core.db import Base, db
from sello.web.answers import SAFE_METHODS
from sello.web.guard import is_public, permission_of

FILLERS = {"Id": 1, "DateConverter": "2026-01-01"}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "TRUNCATE")

PUBLIC = {
    "accounts.calendar_feed",
    "accounts.forgot",
    "accounts.link",
    "accounts.send_reset",
    "accounts.sign_in",
    "accounts.sign_in_now",
    "accounts.use_link",
    "health.alive",
    "health.ready",
    "reminders.leave",
    "reminders.leaving",
    "static",
    "tasks.answer_by_link",
    "tasks.ask_time_by_link",
    "tasks.bring_by_link",
    "tasks.by_link",
    "tasks.comment_by_link",
    "witness.add_checkpoint",
    "witness.key",
}
"""Everything that is open to anybody; whoever adds to it says why in a review."""

TAKEN = {
    "cycles.checklist_file",
    "evidence.file",
    "improvement.file",
    "indicators.file",
    "privacy.export",
    "privacy.letter",
    "register.file",
    "register.lens_file",
    "reminders.diligence_file",
    "reports.chronicle_file",
    "tasks.file",
}
"""Files: it is noted who takes one, and nothing else is written."""

SIGNED = {
    "reminders.leave": 404,
    "tasks.answer_by_link": 410,
    "tasks.ask_time_by_link": 410,
    "tasks.bring_by_link": 410,
    "tasks.comment_by_link": 410,
    "witness.add_checkpoint": 400,
}
"""What a wrong address is told. It, or what comes to it, is signed: without a form (RFC 8058) or cookie."""

CAST = {
    Role.SECRETARIAT: "secretary",
    Role.UNIT_HEAD: "head",
    Role.CONTRIBUTOR: "contributor",
    Role.AUTHORITY: "authority",
    Role.AUDITOR: "auditor",
}


def rules(app) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))


def methods_of(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def address(rule: Rule) -> str:
    """An address that the rule answers, with the first row of the table that an argument is named after."""
    values = {}
    for name, converter in rule._converters.items():
        said = isinstance(converter, AnyConverter)  # its values are words, whatever table is called alike
        table = None if said else Base.metadata.tables.get(name.removesuffix("_id"))
        first = (
            db.session.execute(select(table.c.id).order_by(table.c.id)).scalar()
            if table is not None
            else None
        )
        values[name] = first or _sample(converter)
    _, path = rule.build(values, append_unknown=False)
    return path


def _sample(converter: BaseConverter) -> object:
    """Something that an argument without a table may be: the first of what it may be, where that is said."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return FILLERS.get(type(converter).__name__, "algo")


def guarded(app, method: str) -> Iterator[tuple[Rule, Action]]:
    for rule in rules(app):
        view = app.view_functions[rule.endpoint]
        if rule.endpoint not in PUBLIC and method in methods_of(rule):
            action = permission_of(view)
            assert action is not None, f"{rule.endpoint} declares no permission"
            yield rule, action


def test_every_route_is_public_by_name_or_has_a_permission_of_the_table(app):
    for rule in rules(app):
        view = app.view_functions[rule.endpoint]
        if rule.endpoint in PUBLIC:
            assert rule.endpoint == "static" or is_public(view), rule.endpoint
        else:
            assert not is_public(view), f"{rule.endpoint} is public: add it to PUBLIC, or guard it"
            assert permission_of(view) in TABLE, f"{rule.endpoint} has no permission"


def test_reading_and_writing_are_never_the_same_function(app):
    for rule in rules(app):
        methods = methods_of(rule)
        assert methods <= SAFE_METHODS or methods.isdisjoint(SAFE_METHODS), rule.endpoint


def test_addresses_are_written_in_lower_case(app):
    for rule in rules(app):
        assert rule.rule == rule.rule.lower(), rule.rule


NOTED = re.compile("audit_event|ledger_(head|leaf|node)")
"""What writing down that something was taken touches: the event, and its place in the trail's tree."""


@contextmanager
def no_writing() -> Iterator[list[str]]:
    written: list[str] = []

    def look(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            written.append(statement)

    event.listen(db.engine, "before_cursor_execute", look)
    try:
        yield written
    finally:
        event.remove(db.engine, "before_cursor_execute", look)


@pytest.mark.parametrize("who", ["secretary", "head", "auditor"])
def test_looking_never_writes(app, town, client_for, who):
    client = client_for(getattr(town.people, who))
    addresses = [(rule.endpoint, address(rule)) for rule in rules(app) if "GET" in methods_of(rule)]
    for endpoint, path in addresses:
        with no_writing() as written:
            answer = client.get(path)
        # Readiness proves that a write is possible by one that it takes back.
        noted = endpoint in TAKEN and all(NOTED.search(statement) for statement in written)
        assert written == [] or endpoint == "health.ready" or noted, f"GET {endpoint} wrote"
        assert answer.status_code != 500, endpoint
        answer.close()


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(app, town, browser):
    for rule, _ in guarded(app, "GET"):
        answer = browser.get(address(rule))
        assert answer.status_code == 303, rule.endpoint
        assert answer.location.startswith("/entrar?next="), rule.endpoint
    for rule, _ in guarded(app, "POST"):
        answer = browser.post(address(rule))
        assert (answer.status_code, answer.location) == (303, "/entrar"), rule.endpoint


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_exactly_what_the_table_gives_it(app, town, client_for, role):
    client = client_for(getattr(town.people, CAST[role]))
    for rule, action in guarded(app, "GET"):
        answer = client.get(address(rule))
        answer.close()
        assert (answer.status_code == 403) is (role not in TABLE[action]), (rule.endpoint, answer.status)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for rule, action in guarded(app, method):
            if role not in TABLE[action]:
                answer = client.open(address(rule), method=method)
                assert answer.status_code == 403, rule.endpoint


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written_without_the_forms_token(app, town, client_for, method):
    clients = {role: client_for(getattr(town.people, who)) for role, who in CAST.items()}
    for client in clients.values():
        client.sends_token = False
    before = counts()
    for rule in rules(app):
        if method in methods_of(rule):
            action = permission_of(app.view_functions[rule.endpoint])
            may = TABLE[action] if action else frozenset({Role.SECRETARIAT})
            answer = clients[next(role for role in CAST if role in may)].open(address(rule), method=method)
            assert answer.status_code == SIGNED.get(rule.endpoint, 400), rule.endpoint
    assert counts() == before


def counts() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f'select count(*) from "{name}"').scalar_one()
            for name in inspect(db.engine).get_table_names()
        }


def test_every_answer_carries_the_security_headers(app, town, client_for, browser):
    client = client_for(town.people.head)
    browser.sends_token = False
    answers = [
        client.get("/mi-cuenta"),
        client.get("/unidades"),
        client.get("/no-existe"),
        browser.get("/mi-cuenta"),
        browser.get("/entrar"),
        browser.post("/entrar"),
        browser.delete("/entrar"),
        browser.get("/healthz"),
        browser.get("/static/sello.css"),
        browser.get("/static/no-existe.css"),
    ]
    assert [answer.status_code for answer in answers] == [200, 403, 404, 303, 200, 400, 405, 200, 200, 404]
    for answer in answers:
        policy = dict(
            part.partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split("; ")
        )
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["base-uri"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert policy["object-src"] == "'none'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in answer.headers
        answer.close()


def test_over_https_browsers_are_told_to_stay_there(app, browser):
    answer = browser.get("/entrar", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_pages_are_kept_by_nobody_and_versioned_files_for_a_year(app, town, client_for):
    client = client_for(town.people.head)
    assert client.get("/mi-cuenta").headers["Cache-Control"] == "no-store"
    assert "max-age=31536000" in client.get("/static/sello.css").headers["Cache-Control"]
