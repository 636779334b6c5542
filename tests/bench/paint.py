"""What a browser takes to a first picture of a page: cold, and as it comes back."""

from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import loading
from tests.bench.ground import Options, made
from tests.bench.serving import cookie_of, ours
from tests.bench.table import Table

PATHS = ("/", "/requerimientos", "/nivel", "/tareas")
ROUNDS = 5
CHROMIUM = "/usr/bin/chromium"

PAINTED = """() => {
  const first = performance.getEntriesByName("first-contentful-paint")[0];
  const all = [performance.getEntriesByType("navigation")[0], ...performance.getEntriesByType("resource")];
  return {
    paint: first ? first.startTime : null,
    answer: all[0].responseEnd,
    requests: all.filter((each) => each.transferSize > 0).length,
    bytes: all.reduce((sum, each) => sum + each.transferSize, 0),
  };
}"""
"""Asked of the page itself: milliseconds since it was asked for, and what came over the wire."""


def measure(folder: Path, _options: Options) -> list[Table]:
    """Open each page in a browser that kept nothing, and once more."""
    from playwright.sync_api import sync_playwright

    ground = made(folder)
    loading.demo(ground)
    head = (
        "página",
        "primer trazo, ms",
        "respuesta, ms",
        "peticiones",
        "kB",
        "al volver: trazo, ms",
        "peticiones",
        "kB",
    )
    table = Table(
        "Lo que ve un navegador", head, f"Chromium sin pantalla en la misma máquina, mediana de {ROUNDS}."
    )
    with ours(ground) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cookie = cookie_of(server.url, *loading.SECRETARY)
        for path in PATHS:
            seen = [_visits(browser, server.url, path, cookie) for _ in range(ROUNDS)]
            cold, back = ([visit[n] for visit in seen] for n in (0, 1))
            table.add(
                path, *_median(cold, "paint", "answer"), *_cost(cold), *_median(back, "paint"), *_cost(back)
            )
        browser.close()
    return [table]


def _visits(browser: Any, url: str, path: str, cookie: str) -> tuple[dict[str, float], dict[str, float]]:
    pairs = (pair.partition("=") for pair in cookie.split("; "))
    context = browser.new_context()
    context.add_cookies([{"name": name, "value": value, "url": url} for name, _, value in pairs])
    page = context.new_page()
    found = []
    for address in (path, "/mi-cuenta", path):
        page.goto(url + address, wait_until="load")
        while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
            page.wait_for_timeout(5)  # the page's own policy lets nobody wait inside it
        found.append(page.evaluate(PAINTED))
    context.close()
    return found[0], found[2]


def _median(found: list[dict[str, float]], *names: str) -> list[float]:
    return [median(each[name] for each in found) for name in names]


def _cost(found: list[dict[str, float]]) -> tuple[int, float]:
    requests, size = _median(found, "requests", "bytes")
    return int(requests), size / 1000
