"""What a report carries away of the signed history is what was signed, on paper and in the mail."""

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from flask import current_app
from sqlalchemy import select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db
from sello.core.jobs import Work
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.ledger import jobs as ledger
from sello.core.trail.ledger import queries
from sello.core.trail.ledger.note import opened
from sello.reports import jobs, service
from sello.reports.models import ReportRecipient
from sello.reports.readiness.paper import as_pdf
from tests.builders import AT, NOW, TODAY
from tests.reports.rows import busy_cycle

ALL = Visibility(units=None)
FIRST_OF_MONTH = datetime(2026, 12, 1, 13, tzinfo=UTC)


@pytest.fixture
def row(town):
    return busy_cycle(town)


@pytest.fixture
def signed(town, row, settings, tmp_path):
    db.session.commit()
    ledger.seal_all(Work(replace(settings, data_dir=str(tmp_path)), NOW))
    return queries.checkpoints(1)[0]


def letters(data: bytes) -> str:
    """The text of all pages without its blanks, as long words are broken over lines."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return "".join("".join(pages).split())


def test_a_report_has_the_root_and_the_key_of_the_last_signed_head(row, signed):
    report = service.readiness(row.id, ALL, as_of=TODAY, at=AT)
    assert report.sealed is not None
    head = opened(signed.note, report.sealed.verifier)
    assert (report.sealed.root, report.sealed.size) == (head.root.hex(), head.size)
    told = letters(as_pdf(report)[0])
    assert report.sealed.root in told
    assert report.sealed.verifier in told


def test_before_anything_is_signed_it_says_nothing(row):
    report = service.readiness(row.id, ALL, as_of=TODAY, at=AT)
    assert report.sealed is None
    assert "Historialfirmado" not in letters(as_pdf(report)[0])


def test_the_monthly_mail_carries_it_too(town, row, signed):
    db.session.add(
        ReportRecipient(institution_id=town.institution.id, person_id=town.people.authority.person_id)
    )
    db.session.commit()
    jobs.monthly(Work(current_app.extensions["sello"], FIRST_OF_MONTH))
    mail = db.session.scalars(select(OutboxMail)).one()
    for part in (mail.text, mail.html):
        assert signed.root in part
        assert signed.verifier in part
