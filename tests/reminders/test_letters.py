"""What the mails say, word by word.

After a change that is meant, write them anew with SELLO_WRITE_GOLDENS=1 in the environment, and read the
difference.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sello.accounts.domain.actor import Role
from sello.core.mail.message import Message
from sello.core.trail.acts import Act
from sello.reminders.domain.digest import Digest, UnitLate
from sello.reminders.domain.news import News, NewsMail
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.tellings import Letter, Telling
from sello.reminders.queries.sweeps import DueThing, OpenTask, Place
from sello.reminders.service.letters import LISTED, digest_message, message_of
from sello.reminders.service.news_letters import news_message
from sello.reminders.service.passes import Pass
from sello.tasks.domain.due import QueueGroup
from tests.builders import AT

PLACE = Place(1, "Municipalidad de Prueba", "America/Santiago")
URL = "https://sello.prueba.example/"
READER = Addressee(7, "María Ñancupil", "maria@prueba.example", True, None, None, None, Role.CONTRIBUTOR, 3)
UNITS = {3: "Oficina de Migrantes", 4: "Personas"}
DUE = date(2026, 11, 30)
TITLES = (
    "Enviar el decreto del plan de igualdad",
    "Acta <firmada> & escaneada de la comisión",
    "Informe anual de capacitación",
)


def letter(kind: Kind, count: int = 1) -> Letter:
    told = tuple(
        Telling(
            READER,
            kind,
            DueThing(number, TITLES[(number - 1) % 3], DUE, 3 + number % 2, 7),
            date(2026, 11, 23),
            1,
            date(2026, 12, 1),
        )
        for number in range(1, count + 1)
    )
    return Letter(READER, kind, date(2026, 12, 1), told)


def digest(role: Role = Role.CONTRIBUTOR) -> Message:
    def task(number: int, due_on: date, group: QueueGroup = QueueGroup.LATER) -> OpenTask:
        return OpenTask(number, TITLES[number % 3], due_on, group, 3, 7)

    week = Digest(
        late=(task(1, date(2026, 11, 20)), task(2, date(2026, 11, 19))),
        soon=(task(3, date(2026, 11, 25)),),
        returned=(task(4, date(2026, 11, 27), QueueGroup.RETURNED),),
        units_late=(UnitLate("Oficina de Migrantes", 3), UnitLate("Personas", 1)),
        to_review=2,
    )
    return digest_message(
        replace(READER, role=role),
        week,
        PLACE,
        URL,
        week=date(2026, 11, 23),
        superseded_on=date(2026, 11, 30),
        at=AT,
    )


def news(*, day: bool = False, role: Role = Role.CONTRIBUTOR) -> Message:
    def act(number: int, act: Act, title: str, **values: Any) -> News:
        place = {
            "thread": f"task.{number // 2}",
            "thread_title": TITLES[number // 2],
            "path": f"/tareas/{number // 2}",
        }
        said = {"title": title, "who": "Sara Secretaria", "unit_id": 3} | place | values
        return News(number, act, AT.now - timedelta(days=1), 1, Role.SECRETARIAT, **said)

    returned = act(
        1, Act.EVIDENCE_RETURNED, "Decreto <123>", remark="Falta la firma.\nY la fecha & el timbre."
    )
    more = (
        act(2, Act.TASK_CREATED, TITLES[1], until=DUE),
        act(3, Act.TASK_TIME_DECIDED, TITLES[1], until=DUE, granted=True, remark="Antes de la pausa."),
        act(4, Act.EVIDENCE_ACCEPTED, "Acta 12"),
        act(5, Act.TASK_ACCEPTED, TITLES[2]),
    )
    reader = replace(READER, role=role)
    run = Pass(PLACE, URL, "secret", AT)
    if day:
        return news_message(reader, [returned, *more], run, NewsMail.DAY)
    return news_message(reader, [returned], run, NewsMail.NOW)


CASES = {
    "news": news,
    "news_of_the_day": lambda: news(day=True),
    "due_soon": lambda: message_of(letter(Kind.DUE_SOON), PLACE, URL, UNITS, at=AT),
    "due_soon_several": lambda: message_of(letter(Kind.DUE_SOON, 3), PLACE, URL, UNITS, at=AT),
    "overdue": lambda: message_of(letter(Kind.OVERDUE), PLACE, URL, UNITS, at=AT),
    "overdue_several": lambda: message_of(letter(Kind.OVERDUE, 2), PLACE, URL, UNITS, at=AT),
    "escalated": lambda: message_of(letter(Kind.ESCALATED, 2), PLACE, URL, UNITS, at=AT),
    "expiring": lambda: message_of(letter(Kind.EXPIRING), PLACE, URL, UNITS, at=AT),
    "digest": digest,
}


@pytest.mark.parametrize("name", CASES)
def test_a_mail_says_exactly_this(app, golden: Path, name: str) -> None:
    message = CASES[name]()
    for suffix, written in (("txt", f"{message.subject}\n\n{message.text}"), ("html", message.html)):
        file = golden / f"{name}.{suffix}"
        if os.environ.get("SELLO_WRITE_GOLDENS"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(written, encoding="utf-8")
        assert written == file.read_text(encoding="utf-8")


def test_who_is_of_the_secretariat_is_not_told_to_answer_herself(app) -> None:
    assert "Responda este correo" in news().text
    assert "Responda este correo" not in news(role=Role.SECRETARIAT).text + news(role=Role.SECRETARIAT).html


@pytest.mark.parametrize("role", Role)
def test_a_mail_leads_its_reader_to_a_place_of_hers(app, role: Role) -> None:
    told = letter(Kind.OVERDUE)
    mails = (digest(role), message_of(replace(told, to=replace(READER, role=role)), PLACE, URL, UNITS, at=AT))
    for mail in mails:
        has_queue = role in (Role.UNIT_HEAD, Role.CONTRIBUTOR)
        assert ("Abrir mi cola" in mail.text, "/mi-cola" in mail.html) == (has_queue, has_queue)
        assert ("Abrir el tablero: https://sello.prueba.example/\n" in mail.text) is not has_queue


def test_a_long_list_is_cut_and_counted(app) -> None:
    message = message_of(letter(Kind.OVERDUE, LISTED + 4), PLACE, URL, UNITS, at=AT)
    assert message.text.count("/tareas/") == LISTED
    assert "… y 4 más." in message.text
    assert "… y 4 más." in message.html
    assert message.subject == f"{LISTED + 4} tareas atrasadas"


def test_a_title_is_text_and_never_markup(app) -> None:
    message = message_of(letter(Kind.OVERDUE, 2), PLACE, URL, UNITS, at=AT)
    assert "Acta <firmada> & escaneada" in message.text
    assert "Acta &lt;firmada&gt; &amp; escaneada" in message.html


def test_the_same_notices_have_the_same_key_and_others_another(app) -> None:
    one, again = (message_of(letter(Kind.OVERDUE), PLACE, URL, UNITS, at=AT) for _ in range(2))
    more = message_of(letter(Kind.OVERDUE, 2), PLACE, URL, UNITS, at=AT)
    other = message_of(letter(Kind.ESCALATED), PLACE, URL, UNITS, at=AT)
    assert one.dedupe_key == again.dedupe_key
    assert len({one.dedupe_key, more.dedupe_key, other.dedupe_key}) == 3


def test_it_is_useful_until_local_midnight(app) -> None:
    message = message_of(letter(Kind.DUE_SOON), PLACE, URL, UNITS, at=AT)
    assert message.not_after == datetime(2026, 12, 1, 3, tzinfo=UTC)
