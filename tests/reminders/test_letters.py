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
from sello.reminders.domain.day import DayMail
from sello.reminders.domain.digest import Digest, UnitLate
from sello.reminders.domain.leaving import Leaving, opened
from sello.reminders.domain.news import STALE, News, NewsKind
from sello.reminders.domain.recipients import Addressee
from sello.reminders.domain.schedule import Kind
from sello.reminders.domain.tellings import Letter, Telling
from sello.reminders.queries.sweeps import DueThing, OpenTask, Place
from sello.reminders.service.day_letters import day_message
from sello.reminders.service.letters import LISTED
from sello.reminders.service.news_letters import news_message
from sello.reminders.service.passes import Pass
from sello.tasks.domain.due import QueueGroup
from tests.builders import AT

PLACE = Place(1, "Municipalidad de Prueba", "America/Santiago")
URL = "https://sello.prueba.example/"
READER = Addressee(7, "María Ñancupil", "maria@prueba.example", True, None, None, None, Role.CONTRIBUTOR, 3)
UNITS = {3: "Oficina de Migrantes", 4: "Personas"}
DUE, LATE = date(2026, 11, 30), date(2026, 11, 20)
TITLES = (
    "Enviar el decreto del plan de igualdad",
    "Acta <firmada> & escaneada de la comisión",
    "Informe anual de capacitación",
)


def letter(kind: Kind, count: int = 1) -> Letter:
    due_on = DUE if kind in (Kind.DUE_SOON, Kind.EXPIRING) else LATE
    told = tuple(
        Telling(
            READER,
            kind,
            DueThing(number, TITLES[(number - 1) % 3], due_on, 3 + number % 2, 7),
            date(2026, 11, 23),
            1,
            date(2026, 12, 1),
        )
        for number in range(1, count + 1)
    )
    return Letter(READER, kind, date(2026, 12, 1), told)


def week(**parts: Any) -> Digest[OpenTask]:
    def task(number: int, due_on: date, group: QueueGroup = QueueGroup.LATER) -> OpenTask:
        return OpenTask(number, TITLES[number % 3], due_on, group, 3, 7)

    whole = {
        "late": (task(1, date(2026, 11, 20)), task(2, date(2026, 11, 19))),
        "soon": (task(3, date(2026, 11, 25)),),
        "returned": (task(4, date(2026, 11, 27), QueueGroup.RETURNED),),
        "units_late": (UnitLate("Oficina de Migrantes", 3), UnitLate("Personas", 1)),
        "to_review": 2,
    }
    return Digest(**(whole | parts))


def day(*letters: Letter, role: Role = Role.CONTRIBUTOR, **parts: Any) -> Message:
    """The mail of a day with some letters, and news or a week if they are given."""
    mail = DayMail(replace(READER, role=role), letters, **parts)
    run = Pass(PLACE, URL, "secret", AT)
    return day_message(mail, run, UNITS, week=date(2026, 11, 23), week_ends=date(2026, 11, 30))


def acts() -> tuple[News, ...]:
    def act(number: int, act: Act, title: str, **values: Any) -> News:
        place = {
            "thread": f"task.{number // 2}",
            "thread_title": TITLES[number // 2],
            "path": f"/tareas/{number // 2}",
        }
        said = {"title": title, "who": "Sara Secretaria", "unit_id": 3} | place | values
        return News(number, act, AT.now - timedelta(days=1), 1, Role.SECRETARIAT, **said)

    remark = "Falta la firma.\nY la fecha & el timbre."
    return (
        act(1, Act.EVIDENCE_RETURNED, "Decreto <123>", remark=remark),
        act(2, Act.TASK_CREATED, TITLES[1], until=DUE),
        act(3, Act.TASK_TIME_DECIDED, TITLES[1], until=DUE, granted=True, remark="Antes de la pausa."),
        act(4, Act.EVIDENCE_ACCEPTED, "Acta 12"),
        act(5, Act.TASK_ACCEPTED, TITLES[2]),
    )


def news(role: Role = Role.CONTRIBUTOR) -> Message:
    return news_message(replace(READER, role=role), acts()[:1], Pass(PLACE, URL, "secret", AT))


def whole(role: Role = Role.CONTRIBUTOR) -> Message:
    """All that a mail of the day may hold, given in no order."""
    kinds = (Kind.OVERDUE, Kind.DUE_SOON, Kind.EXPIRING, Kind.ESCALATED, Kind.FOLLOWED)
    told = [letter(kind, 2 if kind in (Kind.OVERDUE, Kind.ESCALATED) else 1) for kind in kinds]
    return day(*told, news=acts(), week=week(), role=role)


CASES = {
    "news": news,
    "day": whole,
    "day_of_news": lambda: day(news=acts()),
    "day_of_one_task": lambda: day(letter(Kind.DUE_SOON)),
    "day_of_the_week": lambda: day(week=week()),
    "day_late_and_soon": lambda: day(letter(Kind.OVERDUE, 3), letter(Kind.DUE_SOON, 2)),
    "day_of_a_head": lambda: day(letter(Kind.ESCALATED, 2), week=week(late=(), soon=(), returned=())),
    "day_of_the_committee": lambda: day(letter(Kind.FOLLOWED), role=Role.AUTHORITY),
    "day_expiring": lambda: day(letter(Kind.EXPIRING)),
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
    for mail in (whole(role), day(letter(Kind.OVERDUE), role=role)):
        has_queue = role in (Role.UNIT_HEAD, Role.CONTRIBUTOR)
        assert ("Abrir mi cola" in mail.text, "/mi-cola" in mail.html) == (has_queue, has_queue)
        assert ("Abrir el tablero: https://sello.prueba.example/\n" in mail.text) is not has_queue


def test_a_long_list_is_cut_and_counted(app) -> None:
    message = day(letter(Kind.OVERDUE, LISTED + 4))
    assert message.text.count("/tareas/") == LISTED
    assert "… y 4 más." in message.text
    assert "… y 4 más." in message.html
    assert message.subject == f"{LISTED + 4} tareas atrasadas"


def test_a_title_is_text_and_never_markup(app) -> None:
    message = day(letter(Kind.OVERDUE, 2))
    assert "Acta <firmada> & escaneada" in message.text
    assert "Acta &lt;firmada&gt; &amp; escaneada" in message.html
    one = day(replace(letter(Kind.OVERDUE, 2), tellings=letter(Kind.OVERDUE, 2).tellings[1:]))
    assert "<title>Atrasada: Acta &lt;firmada&gt; &amp; escaneada de la comisión</title>" in one.html


def test_what_is_recalled_is_not_named_again_in_the_week(app) -> None:
    mail = day(letter(Kind.OVERDUE, 2), week=week())
    assert [mail.text.count(f"/tareas/{number}/") for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    nothing_left = day(letter(Kind.OVERDUE, 2), week=week(soon=(), returned=(), units_late=(), to_review=0))
    assert "Su semana" not in nothing_left.text + nothing_left.html
    assert "semana" not in nothing_left.subject


def test_each_person_has_one_mail_for_each_day(app) -> None:
    one, other = day(letter(Kind.OVERDUE)), day(letter(Kind.DUE_SOON, 2))
    assert one.dedupe_key == other.dedupe_key == f"day:7:{AT.today}"


def test_one_click_stops_what_the_mail_brought_and_nothing_else(app) -> None:
    mail = day(letter(Kind.OVERDUE), news=acts()[:1], week=week())
    assert mail.leave is not None
    said = opened(["secret"], mail.leave.rpartition("/")[2])
    assert said == Leaving(7, frozenset({Kind.OVERDUE, Kind.DIGEST}), frozenset({NewsKind.RETURNED}))


def test_a_mail_of_one_conversation_stands_in_it(app) -> None:
    assert day(letter(Kind.OVERDUE)).thread == "task.1"
    assert day(letter(Kind.EXPIRING)).thread == "evidence.1"
    assert day(letter(Kind.OVERDUE, 2)).thread is None
    assert day(letter(Kind.OVERDUE), week=week()).thread is None


def test_it_is_useful_until_nothing_that_it_says_is(app) -> None:
    assert day(letter(Kind.DUE_SOON)).not_after == datetime(2026, 12, 1, 3, tzinfo=UTC), "local midnight"
    assert day(week=week()).not_after == datetime(2026, 11, 30, 3, tzinfo=UTC)
    assert day(letter(Kind.DUE_SOON), news=acts()).not_after == acts()[0].at + STALE, "news are not lost"
