"""Every page a role reaches: axe finds nothing in either theme, nothing overflows or leaves the host."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from flask import Flask
from playwright.sync_api import Page, Request
from werkzeug.exceptions import HTTPException

from sello.accounts.domain.actor import Role
from sello.demo.town import ACCOUNTS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"

LOOSE = "document.querySelectorAll('.deed-bar, .act-bar').forEach(bar => bar.style.position = 'static')"
"""Bars that stay in sight lie over what is scrolled beneath them: sizes are judged without that."""

DOWNLOADS = frozenset({"static", "evidence.certificate"})
"""Endpoints that answer with a file and not with a page; that of a delivery may not be signed yet."""


def endpoint_of(app: Flask, path: str) -> str | None:
    """The endpoint a path leads to, so that one page of each kind is enough."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def crawl(page: Page, app: Flask) -> dict[str, str]:
    """Follow the links from the first page on; one address for each endpoint."""
    found: dict[str, str] = {}
    waiting = deque(["/"])
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(app, urlsplit(path).path)
        if endpoint is None or endpoint in found or endpoint in DOWNLOADS:
            continue
        answer = page.request.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            found[endpoint] = ""
            continue
        assert answer.ok, f"{path}: {answer.status}"
        page.goto(path)
        found[endpoint] = path
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting.extend(link.split("#")[0] for link in links if link.startswith("/"))
    return {endpoint: path for endpoint, path in found.items() if path}


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    page.evaluate(LOOSE)
    page.evaluate(AXE)
    report = page.evaluate(f"axe.run(document, {RULES})")
    return [
        f"{page.url} [{found['id']}] {found['help']}: {found['nodes'][0]['html'][:160]}"
        for found in report["violations"]
    ]


@pytest.fixture(scope="session")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application's table of addresses."""
    from sello.app import create_app
    from sello.config import Config

    folder = tmp_path_factory.mktemp("routes")
    return create_app(
        Config(secret_key="x" * 40, data_dir=str(folder), database_url=f"sqlite:///{folder}/x", testing=True)
    )


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_page_of_a_role(role: Role, routes: Flask, open_as: Callable[..., Page]) -> None:
    account = next(account for account in ACCOUNTS if account.role is role)
    page = open_as(account.email)
    strangers: list[str] = []
    faults: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(page.url).netloc and request.url.startswith("http"):
            strangers.append(request.url)

    page.on("request", note)
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    problems: list[str] = []
    for path in crawl(page, routes).values():
        page.goto(path)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            problems += [f"{theme}: {found}" for found in violations(page)]
        page.set_viewport_size({"width": 360, "height": 740})
        wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        if wide > 0:
            problems.append(f"360 px: {path} is {wide} px too wide")
        problems += [f"360 px: {found}" for found in violations(page)]
        page.set_viewport_size({"width": 1280, "height": 800})
    assert not problems, "\n".join(problems)
    assert not strangers
    assert not faults


def test_the_pages_before_signing_in(open_as: Callable[..., Page]) -> None:
    page = open_as(None)
    problems = []
    for path in ("/entrar", "/no-existe"):
        for theme in ("light", "dark"):
            page.goto(path)
            page.emulate_media(color_scheme=theme)
            problems += violations(page)
    assert not problems, "\n".join(problems)
