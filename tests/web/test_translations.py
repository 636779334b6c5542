"""What templates are given to write with: dates kept whole, addresses that break well, pieces said once."""

import re

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from sello.web.filters import days_whole, show_address, unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("25-11-2026", '<span class="nowrap">25-11-2026</span>'),
        ("—", '<span class="nowrap">—</span>'),
        ("<b>", '<span class="nowrap">&lt;b&gt;</span>'),
        (Markup("a&amp;b"), '<span class="nowrap">a&amp;b</span>'),
    ],
)
def test_a_date_is_kept_on_one_line_and_escaped_once(text: str, shown: str) -> None:
    assert unbroken(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("al 25-11-2026.", 'al <span class="nowrap">25-11-2026</span>.'),
        ("<b> 25-11-2026", '&lt;b&gt; <span class="nowrap">25-11-2026</span>'),
        (
            Markup('<a href="?al=25-11-2026">al 25-11-2026</a>'),
            '<a href="?al=25-11-2026">al <span class="nowrap">25-11-2026</span></a>',
        ),
    ],
)
def test_dates_of_a_sentence_are_kept_whole_outside_its_tags(text: str, shown: str) -> None:
    assert days_whole(text) == shown


def test_the_title_and_the_lead_of_a_page_keep_their_dates_whole(app: Flask) -> None:
    head = '{{ ui.page_head("Corte del 01-02-2026", "Al 03-04-2026") }}'
    page = '{% import "_ui.html" as ui with context %}' + head
    with app.test_request_context():
        shown = render_template_string(page)
    assert re.findall(r'<span class="nowrap">([^<]*)</span>', shown) == ["01-02-2026", "03-04-2026"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("personas@penalolen.example", "personas@<wbr>penalolen.example"),
        ("sin arroba", "sin arroba"),
        ("<a>@b", "&lt;a&gt;@<wbr>b"),
    ],
)
def test_an_address_breaks_after_its_sign_and_is_escaped(address: str, shown: str) -> None:
    assert show_address(address) == shown


def test_a_piece_said_once_is_made_once_and_stays_markup(app: Flask) -> None:
    made = []
    template = (
        "{% macro piece(row) %}<b>{{ row }}{{ made.append(row) or '' }}</b>{% endmacro %}"
        "{% set said = once(piece) %}{% for row in rows %}{{ said(row) }}{% endfor %}"
    )
    with app.test_request_context():
        text = render_template_string(template, rows=["<", "y", "<"], made=made)
    assert text == "<b>&lt;</b><b>y</b><b>&lt;</b>"
    assert made == ["<", "y"]
