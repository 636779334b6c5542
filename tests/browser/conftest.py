"""The demonstration town behind the real server, and a real Chromium in front of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import machine, tracebacks

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A running instance with the demonstration's data."""

    url: str
    data: Path
    environment: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served as a town would: what one test does in it, the next one finds."""
    with _served(tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration as it begins, for what is measured: the other files' tests do nothing in it."""
    with _served(tmp_path_factory) as site:
        yield site


@contextmanager
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    environment = _environment(data, free_port())
    command = [sys.executable, "-m", "sello"]
    subprocess.run([*command, "demo", "--only-load"], env=environment, cwd=data, check=True)
    log = data / "output"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "serve"], env=environment, cwd=data, stdout=output, stderr=output
        )
    try:
        _wait_for(f"{environment['SELLO_BASE_URL']}/healthz", server)
        yield Site(environment["SELLO_BASE_URL"], data, environment)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    tracebacks.check_output(log.read_text("utf-8", "replace"))


def _environment(data: Path, port: int) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SELLO_", "DATABASE_"))},
        "SELLO_SECRET_KEY": "only-for-the-browser-tests-" * 2,
        "SELLO_DATA": str(data),
        "SELLO_PORT": str(port),
        "SELLO_BASE_URL": f"http://127.0.0.1:{port}",
        "SELLO_DEMO": "1",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium of the system's packages."""
    machine.require("browser driver")
    machine.require("Chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=machine.program("Chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open the site signed in as an account of the demonstration (None: not signed in)."""
    with _opening(browser, site) as enter:
        yield enter


@pytest.fixture
def open_untouched(browser: Browser, untouched: Site) -> Iterator[Callable[..., Page]]:
    """Open the demonstration as it begins."""
    with _opening(browser, untouched) as enter:
        yield enter


@contextmanager
def _opening(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def enter(email: str | None, *, width: int = 1280, theme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            locale="es-CL",
            timezone_id="America/Santiago",
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            reduced_motion="reduce",  # colours are judged at rest, not on their way
            java_script_enabled=script,
            base_url=site.url,
        )
        contexts.append(context)
        page = context.new_page()
        if email is not None:
            sign_in(page, email)
        return page

    yield enter
    for context in contexts:
        context.close()


def sign_in(page: Page, email: str) -> None:
    """Sign in through the page, as a person does."""
    from sello.demo.town import PASSWORD

    page.goto("/entrar")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/entrar" not in url)


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended before it answered"
        with suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer in 30 s")
