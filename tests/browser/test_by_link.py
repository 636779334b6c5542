"""A phone, a mail's link and no password: what was asked is handed in, and nothing stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import select

from sello.accounts.models import Person
from sello.app import create_app
from sello.config import from_environment
from sello.core.db import everywhere, unit_of_work
from sello.core.mail import sealing
from sello.tasks.domain.door import Receiver
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskRequirement
from sello.tasks.service.doors import make_links
from tests.browser.conftest import Site
from tests.browser.test_every_page import violations
from tests.files import samples


def sent(site: Site) -> str:
    """The address of a link to a task of a unit, as the mail of somebody there says it."""
    app = create_app(from_environment(site.environment))
    of_unit = (
        select(Person, Task)
        .join(Task, Task.unit_id == Person.unit_id)
        .join(TaskRequirement, TaskRequirement.task_id == Task.id)
        .where(Person.email == "personas@penalolen.example", Task.state == TaskState.PENDING)
        .order_by(Task.id)
    )
    with app.app_context():
        with unit_of_work() as session, everywhere():
            person, task = session.execute(of_unit).first()
            to, task_id, town = (
                Receiver(person.id, person.email, person.unit_id),
                task.id,
                person.institution_id,
            )
        with unit_of_work(town):
            marks = make_links([(to, task_id)], now=datetime.now(UTC))
    token = sealing.token(site.environment["SELLO_SECRET_KEY"], to.person_id, marks[to.person_id, task_id])
    return f"/responder/{token}"


def test_what_was_asked_is_handed_in_from_the_mail(
    site: Site, open_as: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_as(None, width=360)
    page.goto(address := sent(site))
    for fold in page.locator("main summary").all():
        fold.click()
    problems = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        problems += violations(page)
    assert not problems, "\n".join(problems)
    assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
    decree = tmp_path / "Decreto 77.pdf"
    decree.write_bytes(samples.pdf("Decreto desde el teléfono"))
    page.set_input_files("#files", decree)
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Entregar").click()
    expect(page.get_by_text("Quedó entregado, con el recibo N°")).to_be_visible()
    assert page.url.endswith(address)
    page.get_by_role("link", name="Sello").first.click()
    page.wait_for_url("**/entrar**")
