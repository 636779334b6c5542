"""Whoever saves over another person's change is refused, sees both versions, and may then decide.

Every address that a form is sent to stands in one of these tables: it changes values that its page
showed, and is tried here; or it does not, for a reason that is said.
"""

from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine

from sello.catalogue.service import editions as editions_service
from sello.catalogue.service import imports as imports_service
from sello.core.db import db
from sello.duties.service import writing
from sello.evidence.domain.review import EvidenceState
from sello.evidence.queries import ready as ready_queries
from sello.evidence.service import ready
from sello.improvement.service import actions, objectives
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity
from sello.indicators.service import writing as declaring
from sello.planning import service as planning
from sello.planning.domain.suppose import Kind, Supposition
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.tasks.domain.templates import Wording
from sello.tasks.service import templates
from sello.web.guard import is_public
from tests.builders import AT, NOW, TODAY
from tests.catalogue.documents import GOOD, spoiled
from tests.cycles import builders as cycles
from tests.tasks import cast
from tests.web.pages import Fields, form_of
from tests.web.stale_edits import EDITS, MATRIX, Changes, Edit
from tests.web.test_routes import methods_of, rules

NEW = {
    "privacy.give_order", "privacy.propose", "privacy.register",
    "accounts.add_unit", "accounts.invite", "accounts.keep_view", "accounts.write_to_person",
    "accounts.write_to_unit", "catalogue.load_shipped", "catalogue.send", "cycles.copy",
    "cycles.create", "cycles.make_cut", "duties.accept",
    "duties.create", "evidence.add_remark", "evidence.ask", "evidence.begin_sending",
    "evidence.describe_post", "evidence.gather", "evidence.open_piece", "evidence.pin", "evidence.strike",
    "evidence.unpack", "evidence.upload_post", "improvement.ask_action", "improvement.create_action",
    "improvement.create_objective", "improvement.take_up", "indicators.create",
    "indicators.make_annex",
    "planning.copy",
    "planning.create_scenario", "register.ask_unit", "register.create", "register.lens_annex",
    "register.open_thread",
    "reports.make", "tasks.ask",
    "tasks.ask_for_time", "tasks.comment",
    "tasks.consult_on_piece", "tasks.consult_on_requirement", "tasks.create",
    "tasks.create_template",
    "start.send_invitations", "tasks.create_dimension", "transfers.begin",
}  # fmt: skip
"""They make something; nothing that was saved is replaced."""

ADDS = {
    "catalogue.use", "duties.feed", "duties.fulfil", "evidence.take_requirement", "planning.suppose",
    "register.link", "tasks.attach",
}  # fmt: skip
"""They add one thing to others, which all stay."""

SECRETS = {
    "accounts.make_my_calendar", "accounts.make_unit_calendar",
    "accounts.save_password", "accounts.temporary_password",
}  # fmt: skip
"""What is replaced is known to nobody who could compare."""

ACTS = {
    "privacy.adopt", "privacy.answer", "privacy.confirm", "privacy.extend", "privacy.lift_order",
    "privacy.look", "privacy.unblock", "privacy.withdraw",
    "accounts.begin_with_view", "accounts.close_account", "accounts.end_other_sessions",
    "accounts.end_session", "accounts.invite_again", "accounts.mail_view", "accounts.remove_view",
    "accounts.reopen_account", "accounts.revoke_calendar", "accounts.share_view", "accounts.sign_out",
    "accounts.stop_view_mail", "catalogue.confirm", "catalogue.discard", "catalogue.remove",
    "cycles.look", "cycles.release", "cycles.set_current", "cycles.stop_looking", "cycles.withdraw",
    "dashboard.undo", "duties.end", "evidence.ask_session", "evidence.confirm_link", "evidence.discard",
    "evidence.give_up_sending", "evidence.move_remark", "evidence.put_back_remark",
    "evidence.refuse_link", "evidence.release", "evidence.retire_remark",
    "evidence.take_details", "evidence.unpin", "evidence.withdraw", "improvement.drop_action",
    "improvement.drop_objective", "planning.drop", "reminders.read_all", "reminders.read_one",
    "reminders.discard_mail", "reminders.retry", "reminders.retry_all", "tasks.answer",
    "tasks.decide_time", "tasks.drop_template",
    "tasks.go_on", "tasks.move", "tasks.pause", "tasks.remind", "tasks.revoke_link", "tasks.step",
    "transfers.discard",
}  # fmt: skip
"""One step from a state to another, without values: the state that holds says whether it may be taken."""

ELSEWHERE = {
    "register.renew",
    "privacy.decide", "privacy.set_rule",
    "accounts.do_handover", "accounts.rename_view", "catalogue.adopt", "catalogue.undo", "cycles.assign",
    "evidence.accept", "evidence.decide_class", "evidence.do_accept_many", "evidence.do_many",
    "evidence.do_return_many", "evidence.give_back", "evidence.propose_class", "evidence.release_accepted",
    "evidence.settings_post", "improvement.approve", "reports.ask_account", "transfers.confirm",
    "reports.instruct", "reports.annul_letter", "reports.reissue_letter", "reports.look_at_letter",
    "reminders.assign_mail", "reminders.share_mail", "reminders.try_settings", "indicators.bring_values",
    "start.bring_people", "start.bring_units", "start.keep_owners", "tasks.do_many", "tasks.tick",
}  # fmt: skip
"""Refused on their own terms, which their own tests try: a piece's version, a cut, what a preview showed."""


def test_every_form_is_tried_or_says_why_not(app):
    sent = {
        rule.endpoint
        for rule in rules(app)
        if "POST" in methods_of(rule) and not is_public(app.view_functions[rule.endpoint])
    }
    tables = [set(EDITS), NEW, ADDS, SECRETS, ACTS, ELSEWHERE]
    assert sum(map(len, tables)) == len(set().union(*tables)), "an address stands in two tables"
    assert sent == set().union(*tables)


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world(town):
    """One of everything that has a form, and nothing changed yet."""
    secretary = town.people.secretary.actor()
    cycle = cycles.half_answered(town)
    requirement = cycles.ids(cycle)["1.1.1"]
    later = spoiled("codigo: 1.1.2", "codigo: 1.1.3").replace(b'version: "1"', b'version: "2"')
    ends = [
        editions_service.load_document(document, secretary, now=NOW, file="x").edition_id
        for document in (GOOD.encode(), later)
    ]
    supposed = [Supposition(Kind.MET, code=code) for code in ("1.1.1", "1.1.2")]
    plan = initiatives.InitiativeDraft(
        name="Plan", kind=InitiativeKind.PLAN, unit_ids=frozenset({town.units.personas})
    )
    made = SimpleNamespace(
        town=town,
        unit=town.units.migrantes,
        head=town.people.head.id,
        cycle=cycle.id,
        requirement=requirement,
        piece=cycles.evidence(cycle, requirement, town.units.personas, state=EvidenceState.SUBMITTED),
        task=cast.ask(secretary, town.units.personas),
        template=templates.create(secretary, Wording("Enviar el acta", 8), now=NOW),
        initiative=initiatives.create(secretary, plan, at=AT),
        scenario=planning.create_scenario(secretary, cycle.id, "Si cumplimos", supposed, now=NOW),
        before=ends[0],
        after=ends[1],
        file=imports_service.start_import(MATRIX, "matriz.csv", secretary, at=AT),
    )
    owed = writing.DutyDraft(
        "Informe", "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20281231", TODAY, town.units.personas
    )
    made.duty = writing.create(secretary, made.initiative, owed, at=AT)
    measured = IndicatorDraft("Personas", Measure.PEOPLE, Periodicity.YEAR, first_axis=Axis.SEX)
    made.indicator = declaring.create(secretary, made.initiative, measured, at=AT)
    made.objective = objectives.add(secretary, objectives.ObjectiveDraft("Cumplir"), at=AT)
    planned = actions.ActionDraft(
        made.objective, "Capacitar", town.units.personas, TODAY, TODAY, verification="Lista"
    )
    made.action = actions.add(secretary, planned, at=AT)
    ready.add(secretary, "Falta la firma.", (), now=NOW)
    made.remark = ready_queries.every()[0].id
    db.session.commit()
    return made


@pytest.mark.parametrize("endpoint", sorted(EDITS))
def test_a_stale_save_is_refused_with_both_versions(world, client_for, endpoint):
    edit = EDITS[endpoint](world)
    client, elsewhere = (client_for(getattr(world.town.people, edit.who)) for _ in range(2))
    opened = client.get(edit.page)
    assert opened.status_code == 200, opened.text
    mine = form_of(opened.text, edit.page, edit.action)
    theirs = form_of(elsewhere.get(edit.page).text, edit.page, edit.before or edit.action)
    saved = elsewhere.post(edit.before or edit.action, data=changed(theirs, edit.first))
    assert saved.status_code == 303, saved.text
    kept = client.get(edit.page).text
    answer = client.post(edit.action, data=changed(mine, edit.second))
    assert answer.status_code == 409, answer.status
    text = unescape(answer.text)
    for words in edit.shown or ("Una", "Otra"):
        assert words in text
    assert saved_values(client.get(edit.page).text, edit) == saved_values(kept, edit), "it was saved over"
    if edit.second:
        again = changed(form_of(answer.text, edit.page, edit.action), edit.second)
        assert client.post(edit.action, data=again).status_code == 303


def changed(fields: Fields, changes: Changes) -> dict[str, list[str]]:
    return fields | {name: [value] if value else [""] for name, value in changes.items()}


def saved_values(html: str, edit: Edit) -> Fields:
    fields = form_of(html, edit.page, edit.before or edit.action)
    return {name: values for name, values in fields.items() if name != "csrf_token"}
