"""The receipt by mail: once, to whoever handed in, when the hand-in cannot be taken back any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import select, update

from sello.accounts.models import Person
from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.undo import GRACE
from sello.evidence.domain.details import SECRET_TITLE, Classification
from sello.evidence.models import Evidence
from sello.evidence.service.submitting import Submission, Target
from sello.progress.service import undo
from sello.reports import jobs
from sello.reports.receipt.mail import FRESH, SHOWN
from sello.tasks.models import Receipt, ReceiptPiece
from sello.tasks.service.hand_in import hand_in
from tests.builders import Town
from tests.cycles import builders
from tests.evidence import cast
from tests.evidence.conftest import own_store
from tests.files import samples
from tests.progress.loop import Loop

__all__ = ["own_store"]  # fixture


@pytest.fixture
def loop(app: Any, town: Town, own_store: object) -> Loop:
    del own_store
    return Loop(app, town, builders.half_answered(town))


def pass_of(loop: Loop, wait: timedelta) -> tuple[int, list[OutboxMail]]:
    """Run the job some time after the hand-in: how many mails it wrote, and all that are there."""
    db.session.commit()
    written = jobs.receipts(Work(current_app.extensions["sello"], loop.at.now + wait))["mails"]
    scope_to(db.session(), loop.town.institution.id)
    mails = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "receipt").order_by(OutboxMail.id))
    return written, list(mails)


def test_it_comes_once_and_not_before_the_hand_in_is_settled(loop: Loop) -> None:
    task = loop.ask()
    loop.hand_in(task)
    receipt = db.session.scalars(select(Receipt)).one().id
    assert pass_of(loop, GRACE - timedelta(seconds=1)) == (0, [])
    written, (mail,) = pass_of(loop, GRACE)
    assert written == 1
    assert mail.recipient == loop.unit.email
    assert mail.next_attempt_at == loop.at.now + GRACE, "it need not wait any more"
    assert f"http://localhost/recibos/{receipt}" in mail.text
    assert f"http://localhost/recibos/{receipt}" in mail.html
    assert "Enviar el decreto" in mail.text
    assert "Ahora lo revisa la Secretaría Ejecutiva" in mail.text
    assert [pass_of(loop, wait)[0] for wait in (GRACE, timedelta(hours=2), FRESH)] == [0, 0, 0]


def test_a_mail_names_nothing_that_is_secret(loop: Loop) -> None:
    """It goes to whoever handed in, and lies in the mail of the town."""
    piece = loop.hand_in()
    db.session.execute(update(ReceiptPiece).values(title="Relato de la denuncia"))
    db.session.execute(
        update(Evidence).where(Evidence.id == piece).values(classification=Classification.SECRET)
    )
    _, (mail,) = pass_of(loop, GRACE)
    assert f"* {SECRET_TITLE}\n" in mail.text
    assert not [said for said in (mail.subject, mail.text, mail.html) if "denuncia" in said]


def test_what_was_taken_back_has_no_receipt_to_send(loop: Loop) -> None:
    loop.hand_in()
    undo(loop.unit.actor(), loop.last.id or 0, at=replace(loop.at, now=loop.at.now + timedelta(minutes=9)))
    assert pass_of(loop, GRACE) == (0, [])


@pytest.mark.parametrize(("gone", "wait"), [(True, GRACE), (False, FRESH + GRACE)])
def test_nobody_is_written_to_who_left_or_long_afterwards(loop: Loop, gone: bool, wait: timedelta) -> None:
    loop.hand_in()
    if gone:
        db.session.execute(update(Person).where(Person.id == loop.unit.id).values(active=False))
    assert pass_of(loop, wait) == (0, [])


def test_many_files_are_one_mail_that_names_some_and_counts_the_others(loop: Loop) -> None:
    files = [
        Submission(
            cast.received(loop.app, loop.unit, samples.pdf(f"{n}"), name=f"{n}.pdf"), cast.said(f"Acta {n}")
        )
        for n in range(SHOWN + 2)
    ]
    target = Target(loop.unit.unit_id or 0, loop.cycle.id, (loop.requirement(),))
    hand_in(loop.unit.actor(), files, target, store=cast.store(loop.app), at=loop.at)
    written, (mail,) = pass_of(loop, GRACE)
    assert written == 1
    assert [f"* Acta {n}\n" in mail.text for n in range(SHOWN + 2)] == [True] * SHOWN + [False] * 2
    assert "… y 2 más." in mail.text


def test_it_tells_the_day_of_the_institution(loop: Loop) -> None:
    loop.at = replace(loop.at, now=datetime.fromisoformat("2026-11-24T02:30:00+00:00"))
    loop.hand_in()
    _, (mail,) = pass_of(loop, GRACE)
    assert "el 23-11-2026 23:30" in mail.text
