"""The authority's page from what is kept: names, three of each, one sheet of carta."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from sello.accounts.domain.actor import Visibility
from sello.cycles.queries.cycles import find
from sello.reports.mayor.contents import mayor_page
from sello.reports.mayor.decisions import Decision
from sello.reports.mayor.facts import read
from sello.reports.mayor.paper import as_pdf
from tests.builders import AT, TODAY
from tests.reports.builders import report as extreme
from tests.reports.rows import busy_cycle

ALL = Visibility(units=None)


@pytest.fixture
def row(town):
    return busy_cycle(town)


def squeezed(text: str) -> str:
    return re.sub(r"\s+|\ufffe", "", text)


def page_of(row, *, as_of=TODAY):
    facts = read(find(row.id), ALL, as_of=as_of, at=AT, name="", translate=str)
    return facts, mayor_page(facts, today=TODAY)


def test_the_authoritys_page_says_names_and_asks_at_most_three_decisions(row):
    facts, page = page_of(row)
    assert len(page.risks) == 3
    assert [each.decision.deed.value for each in page.decisions] == ["instruir", "pedir-cuenta", "instruir"]
    assert "DIDECO" in page.decisions[1].text
    told = [page.level, page.gap, page.trend, page.ahead, page.evaluation]
    told += [line.text for line in (*page.risks, *page.decisions)]
    codes = [line.code for line in facts.report.requirements]
    outside = [re.sub("«[^»]*»", "", text) for text in told]  # names of pieces may hold what they like
    assert [(code, text) for code in codes for text in outside if code in text] == []
    assert page.path is not None
    assert not set(codes) & page.path.codes


def test_of_another_day_no_decision_is_asked(row):
    facts, page = page_of(row, as_of=TODAY - timedelta(days=1))
    assert facts.decisions == page.decisions == ()


def renamed(decision: Decision, text: str) -> Decision:
    asked = decision.matter.asked
    return replace(
        decision, matter=replace(decision.matter, asked=asked and replace(asked, title=text, code="9.9.9"))
    )


@pytest.mark.parametrize("text", ["", "palabras de un nombre muy largo " * 12, "Ñ" * 300])
def test_the_authoritys_sheet_is_one_page_of_carta_whatever_it_says(row, text):
    facts, _page = page_of(row)
    if text:
        made = extreme(text=text)
        facts = replace(
            facts,
            report=replace(made, way=facts.report.way, as_of=TODAY),
            decisions=tuple(renamed(each, text) for each in facts.decisions),
        )
    page = mayor_page(facts, today=TODAY)
    data, sheets = as_pdf(page, facts.report.reading.level)
    assert as_pdf(page, facts.report.reading.level)[0] == data
    (sheet,) = pypdfium2.PdfDocument(io.BytesIO(data))
    assert sheets == 1
    assert sheet.get_size() == (612, 792)
    said = squeezed(sheet.get_textpage().get_text_range())
    for line in (*page.risks, *page.decisions):
        looked_up = "".join(f" ({code})" for code in line.codes)
        assert squeezed(f"{line.text.removesuffix('.')}{looked_up}.") in said
