"""People are told of acts, once, on both databases: with what was written and where to read it."""

from sqlalchemy import select

from sello.config import Config
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OUTBOX
from sello.core.trail.notices import Notice
from sello.reminders import jobs
from tests.progress.loop import Loop


def told(loop: Loop, settings: Config, *, after: int = 0, job: object = jobs.news) -> list[tuple[str, str]]:
    """Let so many minutes pass, run the job, and return the mails it wrote: to whom, and their subject."""
    db.session.commit()
    loop.later(after)
    before = {row.id for row in _mails()}
    job(Work(settings, loop.at.now))
    scope_to(db.session(), loop.town.institution.id)
    return [(row.recipient.partition("@")[0], row.subject) for row in _mails() if row.id not in before]


def _mails():
    with db.engine.connect() as connection:
        return connection.execute(select(OUTBOX).order_by(OUTBOX.c.id)).all()


def quiet(loop: Loop, settings: Config) -> None:
    """Whatever was done so far is told."""
    told(loop, settings, after=40)
    told(loop, settings, after=60 * 24, job=jobs.digest)
    db.session.query(Notice).delete()
    db.session.commit()


def test_who_gets_a_piece_back_is_told_with_the_remark_and_the_way_there(
    loop: Loop, settings: Config
) -> None:
    task = loop.ask()
    piece = loop.hand_in(task)
    quiet(loop, settings)
    loop.give_back(piece, "Falta la firma en la página 3")
    assert told(loop, settings, after=9) == []
    (mail,) = told(loop, settings, after=1)
    assert mail == ("diego.dideco", "Evidencia devuelta con observación: Decreto 1")
    last = _mails()[-1]
    assert "«Falta la firma en la página 3»" in last.text
    assert f"/tareas/{task}\n" in last.text
    assert f'/tareas/{task}"' in last.html
    assert told(loop, settings, after=60) == []


def test_what_is_taken_back_is_never_told(loop: Loop, settings: Config) -> None:
    from sello.progress.service import undo

    piece = loop.hand_in(loop.ask())
    quiet(loop, settings)
    done = loop.give_back(piece)
    loop.later(9)
    undo(loop.secretary.actor(), done.undo_id, at=loop.at)
    assert told(loop, settings, after=60) == []
    assert told(loop, settings, after=60 * 24, job=jobs.digest) == []


def test_the_secretariat_is_told_in_the_mail_of_the_day_once(loop: Loop, settings: Config) -> None:
    quiet(loop, settings)
    loop.hand_in(loop.ask())
    assert [to for to, _ in told(loop, settings, after=30)] == ["diego.dideco"], "of the task that is new"
    assert told(loop, settings, after=30, job=jobs.digest) == [], "it was written this morning"
    (mail,) = told(loop, settings, after=60 * 23, job=jobs.digest)
    assert mail == (
        "sara.secretaria",
        "Resumen del 25-11-2026: Entrega por revisar: Enviar el decreto (y 1 más)",
    )
    assert told(loop, settings, after=60 * 24, job=jobs.digest) == []
