"""The screens of reminders: the outbox, the settings, and each person's own choice."""

import re
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.core import clock, jobs, lease
from sello.core.db import db, scope_to
from sello.core.mail.message import MailState, Message
from sello.core.mail.outbox import OutboxMail, enqueue
from sello.core.trail.events import Event
from sello.reminders import links
from sello.reminders.domain.ladder import Rung, To, When
from sello.reminders.domain.schedule import Kind, Schedule, kinds_for
from sello.reminders.models import ReminderSettings
from sello.reminders.queries import settings as settings_queries
from sello.reminders.service.settings import save_schedule
from tests import builders
from tests.tasks import cast
from tests.web.pages import form_of

OUTBOX, SETTINGS, PREFERENCES = "/recordatorios", "/recordatorios/ajustes", "/mis-avisos"


def rows(*steps):
    """The rows of the ladder as a form sends them: when, days, how often, to whom."""
    names = ("when", "days", "every", "to")
    return {
        f"ladder-{number}-{name}": value
        for number, step in enumerate(steps)
        for name, value in zip(names, step, strict=False)
    }


GOOD = {
    "version": "0",
    "send_at": "09:00",
    "mails_from": "08:00",
    "mails_until": "18:30",
    **rows(("before", "7", "", "person"), ("after", "1", "3", "person"), ("before", "2", "", "person")),
    "expiring": "30",
    "digest_on": "4",
    "digest_at": "16:30",
    "kinds": ["due-soon", "overdue", "digest"],
}


OTHER = Schedule(ladder=(Rung(When.AFTER, 9, To.HEAD),))


@pytest.fixture
def mail(town):
    """Queue a mail of the town in a state, and return its id."""

    def make(name="ana", state=MailState.WAITING, **values) -> int:
        message = Message(
            f"{name}@prueba.example",
            name.title(),
            f"Aviso para {name}",
            f"Texto para {name}.",
            "<p>Texto</p>",
            "due-soon",
            f"key:{name}",
            secret=values.pop("secret", False),
        )
        enqueue(message, now=clock.now())
        row = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id.desc())).first()
        row.state = state
        for key, value in values.items():
            setattr(row, key, value)
        db.session.commit()
        return row.id

    return make


@pytest.fixture
def as_secretary(town, client_for):
    return client_for(town.people.secretary)


@pytest.fixture
def as_head(town, client_for):
    return client_for(town.people.head)


def state_of(mail_id: int) -> MailState:
    db.session.rollback()
    return db.session.get(OutboxMail, mail_id, populate_existing=True).state


def test_the_outbox_says_what_waits_and_that_mail_is_not_configured(as_secretary, mail):
    mail("ana")
    page = as_secretary.get(OUTBOX)
    assert page.status_code == 200
    assert "Aviso para ana" in page.text
    assert "Tareas por vencer" in page.text
    assert "El correo no está configurado" in page.text
    assert "Por enviar (1)" in page.text


def test_trouble_shows_its_reason(as_secretary, mail):
    mail("ana", last_error="451 greylisted", attempts=2)
    mail("eva", MailState.REFUSED, last_error="550 no such user", attempts=1)
    mail("ema", MailState.SENT, sent_at=clock.now())
    page = as_secretary.get(OUTBOX, query_string={"ver": "con-problemas"})
    assert "451 greylisted" in page.text
    assert "550 no such user" in page.text
    assert "2 intentos" in page.text
    assert "Aviso para ema" not in page.text
    assert "Enviados (1)" in page.text


@pytest.mark.parametrize("part", ["por-enviar", "con-problemas", "enviados", "retirados", "cualquiera"])
def test_empty_parts_say_so(as_secretary, part):
    page = as_secretary.get(OUTBOX, query_string={"ver": part, "pagina": "7"})
    assert page.status_code == 200
    assert 'class="empty"' in page.text


def test_many_mails_come_in_pages(as_secretary, mail):
    for number in range(51):
        mail(f"ana{number}")
    assert "Página 1 de 2" in as_secretary.get(OUTBOX).text
    assert "Aviso para ana0<" in as_secretary.get(OUTBOX, query_string={"pagina": 2}).text


def test_the_outbox_costs_the_same_for_one_and_for_fifty(as_secretary, mail, statements):
    mail("ana")
    with statements() as few:
        as_secretary.get(OUTBOX)
    for number in range(50):
        mail(f"eva{number}")
    with statements() as many:
        as_secretary.get(OUTBOX)
    assert len(few) == len(many)


def test_a_scheduler_that_stands_still_is_named(as_secretary, settings, app):
    app.extensions["sello"] = type(settings)(**{**vars(settings), "smtp_host": "127.0.0.1"})
    try:
        assert "el proceso que los envía no está en marcha" in as_secretary.get(OUTBOX).text
        lease.hold(lease.SCHEDULER, "aquí:1", now=clock.now(), lasting=timedelta(minutes=1))
        assert "el proceso que los envía no está en marcha" not in as_secretary.get(OUTBOX).text
    finally:
        app.extensions["sello"] = settings


def test_a_second_scheduler_is_named_with_its_machine(as_secretary, settings, app):
    app.extensions["sello"] = type(settings)(**{**vars(settings), "smtp_host": "127.0.0.1"})
    try:
        lasting = timedelta(minutes=1)
        lease.hold(lease.SCHEDULER, "aquí:1", now=clock.now(), lasting=lasting)
        assert "dos programadores" not in as_secretary.get(OUTBOX).text
        lease.hold(lease.WAITING, "allá:2", now=clock.now() - 2 * lasting, lasting=lasting)
        assert "dos programadores" not in as_secretary.get(OUTBOX).text, "it is gone"
        lease.hold(lease.WAITING, "allá:2", now=clock.now(), lasting=lasting)
        page = as_secretary.get(OUTBOX).text
        assert "Hay dos programadores en marcha" in page
        assert "en la máquina «allá»" in page
    finally:
        app.extensions["sello"] = settings


def test_the_last_passes_are_shown(as_secretary, settings):
    jobs.run(jobs.Job("reminders", "", lambda _work: {"mails": 0}), jobs.Work(settings, clock.now()))
    assert (
        "Escribe el correo del día de cada persona: recordatorios, novedades y resumen de la semana."
        in as_secretary.get(OUTBOX).text
    )


def test_a_mail_shows_its_text_but_never_a_secret_one(as_secretary, mail):
    assert "Texto para ana." in as_secretary.get(f"{OUTBOX}/correos/{mail('ana')}").text
    secret = as_secretary.get(f"{OUTBOX}/correos/{mail('eva', secret=True)}")
    assert "Texto para eva." not in secret.text
    assert "su texto no se muestra" in secret.text


@pytest.mark.parametrize("state", [MailState.REFUSED, MailState.GIVEN_UP, MailState.UNCONFIRMED])
def test_what_got_stuck_can_be_sent_again(as_secretary, mail, state, town):
    mail_id = mail("ana", state, last_error="550 no")
    answer = as_secretary.post(f"{OUTBOX}/correos/{mail_id}/reintentar")
    assert answer.status_code == 303
    assert state_of(mail_id) is MailState.WAITING
    scope_to(db.session(), town.institution.id)
    assert "outbox_mail.retried" in db.session.scalars(select(Event.act)).all()


@pytest.mark.parametrize(
    ("state", "values", "words"),
    [
        (MailState.SENT, {}, "no hace falta enviarlo de nuevo"),
        (MailState.HANDED, {}, "no hace falta enviarlo de nuevo"),
        (MailState.REFUSED, {"secret": True, "text": ""}, "se borró por seguridad"),
        (MailState.REFUSED, {"not_after": clock.now() - timedelta(days=1)}, "ya no es útil"),
    ],
)
def test_what_may_not_be_sent_again_is_refused(as_secretary, mail, state, values, words):
    mail_id = mail("ana", state, **values)
    as_secretary.post(f"{OUTBOX}/correos/{mail_id}/reintentar")
    assert state_of(mail_id) is state
    assert words in as_secretary.get(OUTBOX).text


def test_all_that_pauses_can_be_tried_now(as_secretary, mail):
    later = clock.now() + timedelta(hours=2)
    mail_id = mail("ana", last_error="451 later", next_attempt_at=later)
    assert as_secretary.post(f"{OUTBOX}/reintentar").status_code == 303
    db.session.rollback()
    assert db.session.get(OutboxMail, mail_id, populate_existing=True).next_attempt_at < later
    assert "1 correo volvió a la fila" in as_secretary.get(OUTBOX).text


def test_another_towns_mail_does_not_exist(as_secretary, mail, town, client_for):
    from sello.core.db import everywhere
    from tests import builders

    mail_id = mail("ana")
    with everywhere():
        other = builders.town("Municipalidad Vecina")
        db.session.commit()
    stranger = client_for(other.people.secretary)
    assert stranger.get(f"{OUTBOX}/correos/{mail_id}").status_code == 404
    assert stranger.post(f"{OUTBOX}/correos/{mail_id}/reintentar").status_code == 404
    assert "Aviso para ana" not in stranger.get(OUTBOX).text


@pytest.mark.parametrize("path", [OUTBOX, SETTINGS, f"{OUTBOX}/correos/1"])
def test_only_the_secretariat_sees_the_mails(town, client_for, path):
    for person in (town.people.head, town.people.contributor, town.people.authority, town.people.auditor):
        assert client_for(person).get(path).status_code == 403


def test_wrong_methods_are_refused(as_secretary, mail):
    assert as_secretary.get(f"{OUTBOX}/reintentar").status_code == 405
    assert as_secretary.get(f"{OUTBOX}/correos/{mail()}/reintentar").status_code == 405


def test_settings_start_with_the_defaults(as_secretary):
    page = as_secretary.get(SETTINGS).text
    assert 'value="08:30"' in page
    assert 'name="ladder-3-days"' in page
    assert 'name="ladder-6-days"' in page  # three empty ones, for more
    assert 'value="60, 30, 7"' in page
    assert len(re.findall(r"checked", page)) == len(Kind)


def test_settings_are_kept(as_secretary, town):
    assert as_secretary.post(SETTINGS, data=GOOD).status_code == 303
    scope_to(db.session(), town.institution.id)
    stored = settings_queries.stored_schedule()
    assert stored.version == 1
    assert stored.schedule.ladder == (
        Rung(When.BEFORE, 7, To.PERSON),
        Rung(When.BEFORE, 2, To.PERSON),
        Rung(When.AFTER, 1, To.PERSON, 3),
    )
    assert stored.schedule.send_at == time(9, 0)
    assert (stored.schedule.mails_from, stored.schedule.mails_until) == (time(8, 0), time(18, 30))
    assert stored.schedule.off == {
        Kind.ESCALATED,
        Kind.FOLLOWED,
        Kind.EXPIRING,
        Kind.MONTHLY_REPORT,
        Kind.AUTHORITY_PAGE,
        Kind.SAVED_VIEW,
    }
    sent = form_of(as_secretary.get(SETTINGS).text, SETTINGS, SETTINGS)
    assert [sent[f"ladder-{number}-days"][0] for number in range(6)] == ["7", "2", "1", "", "", ""]


def test_a_step_is_taken_out_and_one_for_the_committee_put_in_without_a_script(as_secretary, town):
    mayor = builders.person(town.institution.id, "Alcaldesa", Role.AUTHORITY, None)
    db.session.commit()
    as_secretary.post(SETTINGS, data=GOOD)
    sent = form_of(as_secretary.get(SETTINGS).text, SETTINGS, SETTINGS)
    step = {"ladder-3-when": "after", "ladder-3-days": "20", "ladder-3-to": "committee"}
    sent |= {"ladder-1-out": "y", "committee": str(mayor.id), **step}
    assert as_secretary.post(SETTINGS, data=sent).status_code == 303
    scope_to(db.session(), town.institution.id)
    schedule = settings_queries.stored_schedule().schedule
    assert schedule.ladder == (
        Rung(When.BEFORE, 7, To.PERSON),
        Rung(When.AFTER, 1, To.PERSON, 3),
        Rung(When.AFTER, 20, To.COMMITTEE),
    )
    assert schedule.committee == (mayor.id,)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"send_at": "07:30"}, "La hora debe estar entre las 08:00 y las 18:30."),
        ({"mails_from": "06:00"}, "La hora debe estar entre las 07:00 y las 20:00."),
        ({"mails_until": "08:00"}, "elija una hora posterior"),
        ({"ladder-0-days": "mañana"}, "Escriba un número entero"),
        ({"ladder-0-days": "31"}, "Paso 1: los días deben estar entre 0 y 30."),
        ({"ladder-1-days": ""}, "Falta decir a cuántos días hábiles del plazo empieza."),
        ({"ladder-1-days": "0"}, "Paso 2: los días deben estar entre 1 y 250."),
        ({"ladder-1-every": "61"}, "Paso 2: se repite cada 1 a 60 días hábiles"),
        ({"ladder-0-every": "2"}, "Paso 1: antes del plazo no se repite"),
        ({"ladder-2-days": "7"}, "Los pasos 1 y 3 avisan lo mismo el mismo día"),
        ({"ladder-1-to": "committee"}, "Paso 2: nadie está marcado como «Comité»"),
        ({"ladder-1-to": "nadie"}, "Elija una opción de la lista"),
        ({"committee": "999999"}, "no está en la lista"),
        ({f"ladder-{number}-out": "y" for number in range(3)}, "Deje al menos un paso."),
        (
            rows(*(("after", str(days), "", "head") for days in range(1, 22))),
            "Deje a lo más 20 pasos: hay 21.",
        ),
        ({"expiring": ""}, "Este campo es obligatorio."),
        ({"digest_on": "6"}, "Elija una opción de la lista"),
        ({"kinds": ["nada"]}, "no está en la lista"),
    ],
)
def test_settings_that_make_no_sense_are_shown_again(as_secretary, town, wrong, words):
    answer = as_secretary.post(SETTINGS, data={**GOOD, **wrong})
    assert answer.status_code == 422
    assert words.lower() in answer.text.lower()
    scope_to(db.session(), town.institution.id)
    assert db.session.scalars(select(ReminderSettings)).all() == []


def test_another_persons_settings_are_not_overwritten(as_secretary, town):
    actor = town.people.secretary.actor()
    save_schedule(actor, OTHER, version=0, now=clock.now())
    db.session.commit()
    answer = as_secretary.post(SETTINGS, data=GOOD)
    assert answer.status_code == 409
    assert "Otra persona guardó cambios" in answer.text
    assert "Después del plazo, 9: Jefatura de la unidad" in answer.text
    assert 'name="version" type="hidden" value="1"' in answer.text
    scope_to(db.session(), town.institution.id)
    assert settings_queries.stored_schedule().schedule == OTHER
    assert as_secretary.post(SETTINGS, data={**GOOD, "version": "1"}).status_code == 303


def test_everybody_chooses_her_own_mails(as_head, town):
    page = as_head.get(PREFERENCES).text
    assert page.count("checked") == 8
    shown = form_of(page, PREFERENCES, PREFERENCES)["version"]
    assert as_head.post(PREFERENCES, data={"kinds": ["digest"], "version": shown}).status_code == 303
    scope_to(db.session(), town.institution.id)
    assert settings_queries.silences(town.people.head.id) == set(kinds_for(Role.UNIT_HEAD)) - {Kind.DIGEST}
    assert settings_queries.silences(town.people.contributor.id) == frozenset()
    assert as_head.get(PREFERENCES).text.count("checked") == 1
    assert as_head.post(PREFERENCES, data={"version": "digest"}).status_code == 303


def test_each_role_is_offered_what_can_reach_it(town, client_for):
    assert "Tareas atrasadas de mi unidad" not in client_for(town.people.contributor).get(PREFERENCES).text
    auditor = client_for(town.people.auditor)
    assert "Tareas por vencer" not in auditor.get(PREFERENCES).text
    shown = form_of(auditor.get(PREFERENCES).text, PREFERENCES, PREFERENCES)["version"]
    assert auditor.post(PREFERENCES, data={"kinds": ["overdue"], "version": shown}).status_code == 422


def test_mails_lead_to_pages_that_exist(app):
    routes = app.url_map.bind("localhost")
    every = [value for name, value in vars(links).items() if name.isupper()]
    assert links.HAND_IN in every
    for path in every:
        endpoint, _ = routes.match(path.partition("?")[0].format(id=7, token="t", key="a-1", deed="instruir"))
        assert endpoint


def test_every_job_of_the_scheduler_can_be_shown():
    from sello.scheduler import JOBS
    from sello.web.reminders import outbox

    assert set(outbox.JOBS) == set(JOBS)


def test_what_other_settings_would_send_is_shown_before_they_are_saved(town, as_secretary, as_head):
    due = builders.TODAY + timedelta(days=7)
    cast.ask(town.people.secretary.actor(), town.units.personas, due_on=due)
    db.session.commit()
    answer = as_secretary.post(
        f"{OUTBOX}/probar", data=GOOD | rows(*(("before", days, "", "person") for days in "5321"))
    )
    assert answer.status_code == 200
    assert "Nada se guardó ni se envió" in answer.text
    assert town.people.head.name in answer.text
    again = form_of(answer.text, SETTINGS, SETTINGS)  # it is saved from here
    assert [again[f"ladder-{number}-days"][0] for number in range(4)] == ["5", "3", "2", "1"]
    assert settings_queries.stored_schedule().schedule == Schedule()
    assert as_secretary.post(f"{OUTBOX}/probar", data={**GOOD, "ladder-0-days": "99"}).status_code == 422
    assert as_head.post(f"{OUTBOX}/probar", data=GOOD).status_code == 403
