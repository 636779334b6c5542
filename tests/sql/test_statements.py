"""SQL that moves is seen in review: what each page asks the database for is a reviewed text."""

from functools import wraps

import pytest
import time_machine
from sqlalchemy import func, select

from sello.core.db import db
from sello.demo import loader
from sello.tasks.models import Task
from tests import builders
from tests.sql import snapshots, visits
from tests.sql.recorder import Names, Statement

NOT_IN_THE_DEMO = {
    "privacy.acta", "privacy.acta_pdf", "privacy.export", "privacy.letter", "privacy.one_request",
    "reminders.received_mail", "witness.key",
    "accounts.calendar_feed", "accounts.colours_css", "accounts.link", "accounts.logo",
    "accounts.minute_page", "accounts.minute_pdf",
    "catalogue.check", "cycles.copied", "duties.new", "evidence.sending_state", "indicators.new",
    "reminders.leaving", "reports.asking_account", "reports.instructing", "reports.official_letter",
    "reports.official_letter_pdf", "tasks.by_link", "tasks.edit_template", "transfers.show",
}  # fmt: skip
"""Pages of something only just begun or done: a link, a minute, a letter, a file to confirm, a logo."""


def test_each_page_asks_for_what_was_reviewed(app, settings, browser, renew_snapshots):
    names = Names()
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        browsers = visits.visitors(app, type(browser))
        found = {f"{each.endpoint}  {each.rule}": visits.asked(each, browsers) for each in visits.pages(app)}
    pages = {
        f"{title.split()[0]}.txt": snapshots.page_text(title, asked, names)
        for title, asked in found.items()
        if asked
    }
    assert {title.split()[0] for title, asked in found.items() if not asked} == NOT_IN_THE_DEMO
    texts = {"pages": pages, db.engine.dialect.name: snapshots.table_texts(names)}
    if renew_snapshots:
        for part, each in texts.items():
            snapshots.keep(snapshots.FOLDER / part, each)
    moved = [snapshots.differences(snapshots.kept(snapshots.FOLDER / part), texts[part]) for part in texts]
    assert not any(moved), "\n".join(moved)


@pytest.mark.parametrize("times", [1, 3])
def test_a_statement_more_is_seen(app, town, client_for, monkeypatch, times):
    secretary, names = client_for(town.people.secretary), Names()

    def text() -> snapshots.Texts:
        asked = visits.statements_of(lambda: secretary.get("/tareas"))
        return {"tasks.index.txt": snapshots.page_text("tasks.index", {"secretariat": asked}, names)}

    text()  # fills what the program remembers
    before = text()
    assert snapshots.differences(before, text()) == ""
    view = app.view_functions["tasks.index"]

    @wraps(view)
    def curious(**values: object) -> object:
        for _ in range(times):
            db.session.scalar(select(func.count(Task.id)))
        return view(**values)

    monkeypatch.setitem(app.view_functions, "tasks.index", curious)
    moved = snapshots.differences(before, text())
    assert f"+    task.nobody{' × 3' if times == 3 else ''}" in moved.splitlines()
    assert moved.endswith("`make snapshots` and read their diff.")


def test_a_statement_that_says_something_else_is_seen():
    asked = [Statement("page", f"SELECT task.id FROM task WHERE task.{each} = ?") for each in ("a", "b")]
    names = Names()
    assert [names.of(each) for each in (*asked, asked[0])] == ["task.page", "task.page/2", "task.page"]
    changed = Names()
    changed.of(Statement("page", "SELECT task.id FROM task WHERE task.a IS NULL"))
    changed.of(asked[1])
    moved = snapshots.differences(snapshots.table_texts(names), snapshots.table_texts(changed))
    assert {"-WHERE task.a = ?", "+WHERE task.a IS NULL"} <= set(moved.splitlines())
    assert "task.b" not in moved


def test_a_page_that_is_gone_or_new_is_seen():
    assert "+++ now/b.txt" in snapshots.differences({}, {"b.txt": "b\n"})
    assert "-a" in snapshots.differences({"a.txt": "a\n"}, {}).splitlines()


def test_what_is_kept_is_what_was_found_and_nothing_besides(tmp_path):
    snapshots.keep(tmp_path, {"a.txt": "a\n", "b.txt": "b\n"})
    snapshots.keep(tmp_path, {"b.txt": "ñ\n"})
    assert snapshots.kept(tmp_path) == {"b.txt": "ñ\n"}
