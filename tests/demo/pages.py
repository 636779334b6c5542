"""What the pages of a loaded demonstration tell of the past, as plain lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

from sqlalchemy import select

from sello.core.db import db
from sello.cycles.models import Answer, Cut, Cycle
from sello.evidence.models import Evidence
from sello.register.models import Initiative
from sello.tasks.models import Task

REQUIREMENT = re.compile(r'<section class="panel" id="historia".*?</section>', re.DOTALL)
TIMELINE = re.compile(r'<ol class="(?:timeline|talk)">.*?</ol>', re.DOTALL)
DOWNLOADS = re.compile(r'<section class="panel" aria-labelledby="downloads">.*?</section>', re.DOTALL)
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
FORM = re.compile(r"<form.*?</form>", re.DOTALL)
WORKED = re.compile(r"Ficticia|Sin trabajo registrado")
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td[^>]*>.*?</td>", re.DOTALL)
ENTRY = re.compile(r"(?=<li[ >]|<tr>|<h2|<h3)")
TAG = re.compile(r"<[^>]*>")
UNBROKEN = re.compile(r'<span class="nowrap">(.*?)</span>')
"""What holds a date together on its line; to the eye it is not there."""

FOLD = re.compile(r'<li><details class="fold roomy">.*?<ol class="talk">|</ol></details></li>', re.DOTALL)
"""What folds the middle of a conversation on a phone."""

Get = Callable[[str], str]
"""The HTML of a page, by its address."""


def told(get: Get) -> list[str]:
    """Every history in the demonstration, one line an entry, each page under its address.

    Requirements of every cycle, initiatives, tasks, pieces of evidence with their downloads, the report of a
    copied cycle, whose work moved both cycles (and a cut's cycle) on, and who took which kept report away.
    """
    lines: list[str] = []
    for address, part in _pages():
        lines.append(f"== {address}")
        lines.extend(_entries(part(get(address))))
    return lines


def _pages() -> Iterator[tuple[str, Callable[[str], str]]]:
    for cycle_id, requirement_id in _rows(Answer.cycle_id, Answer.requirement_id, order=Answer.id):
        yield f"/requerimientos/{requirement_id}?ciclo={cycle_id}", partial(_parts, REQUIREMENT)
    for kind, root in ((Initiative, "registro"), (Task, "tareas")):
        for (number,) in _rows(kind.id, order=kind.id):
            yield f"/{root}/{number}", partial(_parts, TIMELINE)
    for (number,) in _rows(Evidence.id, order=Evidence.id):
        yield f"/evidencia/{number}", lambda html: _parts(TIMELINE, html) + _parts(DOWNLOADS, html)
    cycles = [number for (number,) in _rows(Cycle.id, order=Cycle.id)]
    yield f"/ciclos/{cycles[-1]}/copia", _main
    for before, after in ((f"ciclo-{cycles[0]}", f"ciclo-{cycles[1]}"), (_last_cut(), f"ciclo-{cycles[1]}")):
        yield f"/comparar?de={before}&de_lectura=self&a={after}&a_lectura=self", _workers
    yield "/informes", _takers


def _rows(*columns, order):
    return db.session.execute(select(*columns).order_by(order)).all()


def _last_cut() -> str:
    return f"corte-{_rows(Cut.id, order=Cut.id)[-1][0]}"


def _parts(wanted: re.Pattern[str], html: str) -> str:
    return "<li>".join(wanted.findall(FOLD.sub("", html)))


def _main(html: str) -> str:
    return FORM.sub("", MAIN.search(html).group())


def _workers(html: str) -> str:
    """The rows of the comparison that say who worked on what moved."""
    return "".join(row for row in ROW.findall(html) if WORKED.search(row))


def _takers(html: str) -> str:
    """Of each kept report, the cell that says who downloaded it."""
    return "".join(f"<li>{CELL.findall(row)[-1]}" for row in ROW.findall(html) if CELL.search(row))


def _entries(html: str) -> Iterator[str]:
    for entry in ENTRY.split(html):
        words = " ".join(unescape(TAG.sub(" ", UNBROKEN.sub(r"\1", entry))).split())
        if words:
            yield words
