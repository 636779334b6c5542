"""The authority's page fits: a phone screen and a half, and one printed sheet of carta."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS

EMAIL = {account.role: account.email for account in ACCOUNTS}
PAGE = "/informes/autoridad"
SCREEN = 740


@pytest.fixture
def page(open_as: Callable[..., Page]) -> Page:
    opened = open_as(EMAIL[Role.AUTHORITY])
    opened.goto(PAGE)
    return opened


def test_it_takes_a_phone_screen_and_a_half(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto(PAGE)
    assert page.locator(".mayor-act").count() == 3
    drawing = page.locator(".mayor .path-narrow")
    assert drawing.is_visible()
    letters = drawing.locator("text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(letters) >= 8
    assert min(letters) >= 9
    assert page.evaluate("document.scrollingElement.scrollHeight") <= 1.5 * SCREEN
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_it_is_printed_on_one_sheet_of_carta(page: Page) -> None:
    (sheet,) = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="Letter")))
    assert sheet.get_size() == (612, 792)
    said = sheet.get_textpage().get_text_range()
    assert "Riesgos" in said
    assert "Decisiones que se piden" in said
