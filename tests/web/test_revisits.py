"""Who comes back to an unchanged page is told so; nobody is ever told so of another page, person or day."""

import json
import re
import subprocess
import sys
from dataclasses import asdict
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from sello.accounts.domain.actor import Role
from sello.accounts.models import Person, SignIn, Unit
from sello.core.changes import QUIET
from sello.core.db import db
from sello.demo import loader
from sello.web import revisits
from sello.web.identity import LOOKS_KEY
from tests import builders
from tests.cycles import builders as cycles
from tests.sql import visits
from tests.sql.recorder import recording
from tests.tasks import cast

OURS = "http://localhost"
PAGE = "/tareas"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(builders.NOW, tick=False):
        yield


@pytest.fixture
def task(town):
    task = cast.ask(town.people.secretary.actor(), town.units.personas)
    db.session.commit()
    return task


@pytest.fixture
def client(town, task, client_for):
    return client_for(town.people.secretary)


def tag_of(client, page=PAGE):
    """The tag of a page; the first one of a session gives her the secret of her forms, and has none."""
    client.get(page)
    answer = client.get(page)
    assert answer.status_code == 200
    return answer.headers.get("ETag")


def again(client, tag, page=PAGE, **headers):
    return client.get(page, headers={"If-None-Match": tag, **headers})


def test_an_unchanged_page_is_not_sent_again(client, statements):
    tag = tag_of(client)
    assert tag.startswith('W/"')
    with statements() as seen:
        answer = again(client, tag)
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(seen) <= 2, "only who asks is looked up"


def test_a_kept_page_renews_the_session_as_any_other(client):
    tag = tag_of(client)
    assert "Expires" in again(client, tag).headers["Set-Cookie"]


def test_the_forms_of_a_kept_page_can_be_sent(client, task):
    tag = tag_of(client, f"/tareas/{task}")
    page = client.get(f"/tareas/{task}")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
    with time_machine.travel(builders.NOW + timedelta(hours=2), tick=False):
        assert again(client, tag, f"/tareas/{task}").status_code == 304
        for words in ("Primero", "Después"):
            sent = {"csrf_token": token, "text": words}
            answer = client.post(f"/tareas/{task}/comentar", data=sent, headers={"Origin": OURS})
            assert answer.status_code == 303
        shown = again(client, tag, f"/tareas/{task}")
    assert shown.status_code == 200
    assert "Primero" in shown.text
    assert "Después" in shown.text


CHANGES = {
    "a row": lambda town, _task: builders.unit(town.institution.id, "Otra"),
    "a statement": lambda _town, _task: db.session.execute(update(Unit).values(name="Todas")),
    "her name": lambda town, _task: setattr(
        db.session.get(Person, town.people.secretary.person_id), "name", "Otra"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_shown(client, town, task, change):
    tag = tag_of(client)
    CHANGES[change](town, task)
    db.session.commit()
    assert again(client, tag).status_code == 200
    assert tag_of(client) != tag


def test_a_role_that_was_taken_away_shows_nothing_of_before(client, town):
    tag = tag_of(client)
    db.session.get(Person, town.people.secretary.person_id).role = Role.AUDITOR
    db.session.commit()
    assert again(client, tag).status_code == 403


def test_a_session_that_was_ended_shows_nothing_of_before(client, town):
    tag = tag_of(client)
    db.session.execute(update(SignIn).values(ended_at=builders.NOW))
    db.session.commit()
    assert again(client, tag).status_code == 303


def test_nobody_else_has_the_same_tag(client, town, task, client_for):
    others = [client_for(each) for each in (town.people.head, town.people.other_head, town.people.authority)]
    tags = [tag_of(each) for each in (client, *others)]
    assert len(set(tags)) == len(tags)
    assert [again(each, tags[0]).status_code for each in others] == [200] * len(others)


def test_another_town_has_other_tags(client, client_for):
    other = builders.town("Otra Municipalidad")
    db.session.commit()
    tag = tag_of(client)
    assert again(client_for(other.people.secretary), tag).status_code == 200


def test_a_page_holds_until_midnight_where_the_town_is(client):
    tag = tag_of(client)
    with time_machine.travel(builders.NOW + timedelta(hours=11, minutes=59), tick=False):
        assert again(client, tag).status_code == 304
    with time_machine.travel(builders.NOW + timedelta(hours=12), tick=False):
        assert again(client, tag).status_code == 200


def test_another_address_release_and_eye_have_another_tag(client, town, app, monkeypatch):
    cycles.cycle(town.people.secretary.actor(), cycles.edition(4))
    db.session.commit()
    tag = tag_of(client)
    assert again(client, tag, f"{PAGE}?estado=pending").status_code == 200
    assert again(client, tag, "/registro").status_code == 200
    monkeypatch.setitem(app.extensions, revisits.RELEASE, "the next one")
    assert again(client, tag).status_code == 200
    monkeypatch.undo()
    assert again(client, tag).status_code == 304
    tag = tag_of(client, "/nivel")
    with client.session_transaction() as session:
        session[LOOKS_KEY] = True
    assert again(client, tag, "/nivel").status_code == 200


def test_a_list_that_begins_with_a_view_is_asked_anew_by_who_comes_from_outside(client):
    client.get(PAGE)
    tag = client.get(PAGE, headers={"Referer": OURS + PAGE}).headers["ETag"]
    assert again(client, tag, Referer=OURS + PAGE + "?pagina=2").status_code == 304
    assert again(client, tag, Referer=OURS + "/registro").status_code == 200


def test_what_is_shown_once_or_for_minutes_has_no_tag(client, task):
    tag = tag_of(client)
    client.post(
        f"/tareas/{task}/paso", data={"csrf_token": client.token_of_a_page(), "step": "cancel", "why": "No"}
    )
    with_notice, with_offer = client.get(PAGE), client.get(PAGE)
    for answer, words in ((with_notice, "Deshacer"), (with_offer, "Deshacer")):
        assert words in answer.text
        assert "ETag" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    with time_machine.travel(builders.NOW + timedelta(minutes=11), tick=False):
        later = client.get(PAGE)
        assert "Deshacer" not in later.text
        assert later.headers["ETag"] != tag
        assert again(client, later.headers["ETag"]).status_code == 304


def test_pages_of_secrets_and_of_uncounted_things_are_not_kept(client):
    for page in ("/mi-cuenta", "/personas", "/recordatorios", "/entrar"):
        answer = client.get(page)
        assert "ETag" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_whoever_leaves_tells_her_browser_to_keep_no_page(client):
    answer = client.post("/salir", data={"csrf_token": client.token_of_a_page()})
    assert answer.headers["Clear-Site-Data"] == '"cache"'


OTHER_PROCESS = """
import json, sys
import time_machine
from datetime import datetime
from sqlalchemy import update
from sello.accounts.models import Unit
from sello.app import create_app
from sello.config import Config
from sello.core.db import db, unit_of_work

said = json.load(sys.stdin)
app = create_app(Config(**said["config"]))
client = app.test_client()
with time_machine.travel(datetime.fromisoformat(said["now"]), tick=False):
    with client.session_transaction() as session:
        session.update(said["session"])
    print(client.get(said["page"]).headers["ETag"])
with app.app_context(), unit_of_work(said["institution"]):
    db.session.execute(update(Unit).values(name="Otro nombre"))
"""


def test_two_processes_say_the_same_and_hear_of_each_other(client, town, settings):
    tag = tag_of(client)
    with client.session_transaction() as session:
        kept = dict(session)
    said = {
        "config": asdict(settings),
        "session": kept,
        "page": PAGE,
        "now": builders.NOW.isoformat(),
        "institution": town.institution.id,
    }
    command = [sys.executable, "-c", OTHER_PROCESS]
    done = subprocess.run(command, input=json.dumps(said), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == tag
    after = again(client, tag)
    assert after.status_code == 200
    assert "Otro nombre" in after.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_revisited_pages_are_made_of_what_their_tag_is_made_of(app, settings, browser):
    """On a whole town: no table that may change unseen, no hour, no page from which one comes.

    Which tables a page asks does not hang on the database that is asked.
    """
    seen = 0
    loader.load(now=builders.NOW, config=settings)
    browsers = visits.visitors(app, type(browser))
    for rule in visits.pages(app):
        if not revisits.is_revisited(app.view_functions[rule.endpoint]):
            continue
        seen += sum(_one_page(rule, browsers[role]) for role in ("secretariat", "unit_head", "auditor"))
    assert seen > 40


def _one_page(rule, visitor):
    path = visits.first_open(rule, visitor)
    if path is None:
        return 0
    with recording(db.engine) as asked:
        first = visitor.get(path)
    if first.status_code != 200:
        return 0
    asked = [each for each in asked if each.asker != "signed_in"]
    uncounted = {table for each in asked for table in each.tables} & QUIET
    # Recording an act counts it; a sign-in counts where a page tells of it: of who had a substitute. Of mails
    # tasks tell only which were recalled by hand, which is an act.
    told = {"outbox_mail"} if path.startswith("/tareas") else set()
    assert uncounted - told <= {"audit_event", "sign_in"}, path
    assert "ETag" in first.headers, path
    with time_machine.travel(builders.NOW + timedelta(hours=3), tick=False):
        later = visitor.get(path, headers={"Referer": OURS + "/registro?q=otra"})
    if later.status_code == 200:
        assert _without_token(later.text) == _without_token(first.text), path
    return 1


def _without_token(page):
    return re.sub(r'(csrf_token"[^>]*value=)"[^"]+"', r"\1", page)
