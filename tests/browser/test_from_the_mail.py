"""From the mail of the day to the receipt, on a phone that is signed out: taps and pages are counted anew.

Counted from the mail itself: the press on its link is the first tap. What is not ours, choosing the file in
the phone's own gallery, does not count. At most 4 taps and 3 pages.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from sello.app import create_app
from sello.config import from_environment
from sello.core.db import everywhere, unit_of_work
from sello.core.mail import sealing
from sello.core.mail.outbox import OutboxMail
from sello.reminders.domain.news import NewsMail
from tests.browser.conftest import Site
from tests.browser.test_way_to_receipt import HEAD, MOST_PAGES, MOST_TAPS, Thumb, width
from tests.files import samples

TITLES = {"light": "Informe anual de prevención", "dark": "Completar el diagnóstico"}
"""What is handed in: something that is late, and something that came back."""
DAYS = 6
"""So many days hold one on which mails go."""


@pytest.fixture(scope="module")
def mail(site: Site) -> str:
    """The first mail of the day that the head is to get, as it leaves."""
    app = create_app(from_environment(site.environment))
    asked = (
        select(OutboxMail)
        .where(OutboxMail.recipient == HEAD, OutboxMail.kind == NewsMail.DAY.value)
        .order_by(OutboxMail.id)
    )
    for days in range(1, DAYS + 1):
        on = (datetime.now(UTC) + timedelta(days)).date()
        clock = ["--now", f"{on}T10:00", "--yes"]
        command = [sys.executable, "-m", "sello", "run-jobs", "reminders", *clock]
        subprocess.run(command, env=site.environment, cwd=site.data, check=True, capture_output=True)
        with app.app_context(), unit_of_work() as session, everywhere():
            if found := session.scalars(asked).first():
                return sealing.sealed(found.html or "", found.person_id, site.environment["SELLO_SECRET_KEY"])
    raise AssertionError(f"no mail in {DAYS} days")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_four_taps_and_three_pages_from_the_mail_itself(
    open_as: Callable[..., Page], mail: str, tmp_path: Path, theme: str
) -> None:
    page = open_as(None, width=360, theme=theme)
    page.set_content(mail)
    assert width(page) == 360, "the mail"
    path = tmp_path / "IMG_20261102_103000.png"
    path.write_bytes(samples.MAKERS["png"]() + f"from the mail, {theme}".encode())
    thumb = Thumb(page)
    line = page.locator("li", has_text=TITLES[theme])
    thumb.tap(line.get_by_role("link", name="Responder sin contraseña").first)
    page.wait_for_url("**/responder/**")
    assert width(page) == 360, "answering"
    thumb.choose(page.locator("#files"), path)
    thumb.tap(
        page.get_by_role("group", name="¿Contiene datos personales?").locator("label").filter(has_text="No")
    )
    thumb.tap(page.get_by_role("button", name="Entregar", exact=True))
    expect(page.get_by_text("Quedó entregado, con el recibo N°")).to_be_visible()
    assert width(page) == 360, "the receipt"
    assert thumb.taps <= MOST_TAPS
    assert len(thumb.pages) <= MOST_PAGES, thumb.pages
