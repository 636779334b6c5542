"""What people wrote years ago, by other versions and tools, is shown, printed and mailed whatever it is."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pypdfium2
import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import Column, String, Table, Text, cast, literal, select, update

from sello.accounts.domain.actor import Role
from sello.core import clock
from sello.core.db import Base, db, everywhere
from sello.core.jobs import Work, run
from sello.core.mail.outbox import OutboxMail
from sello.scheduler import JOBS
from tests.web.test_whole_town import Visitor, pages, visitors

__all__ = ["visitors"]

FREE = {
    "act_number", "agenda", "aim", "answer", "author_post", "basis", "body", "contribution", "data_contact",
    "description", "document_number", "extended", "external_note", "filename", "formula", "funder", "gap",
    "indicator", "name", "narrative", "not_applicable_reason", "note", "post", "reason", "recipient_name",
    "remark", "reply", "role", "short_name", "source", "territory", "text", "title", "topic",
    "validation_note", "verification", "why",
}  # fmt: skip
"""Columns that hold what people type, in any table."""
NOT_FREE = {"ledger_checkpoint", "ledger_cosignature", "outbox_mail", "text_page", "text_read"}

MARKUP = '<b id="x9">&amp;</para>]]>{{7*7}} %(x)s %s <img src=x onerror=alert(9)>'
TEXTS = {
    "markup": MARKUP,
    "a formula": '=HYPERLINK("http://mal.example","x")',
    "a long word": "Ñ" * 4000,
    "unprintable": "a\x01b\x0bc\x1f\u202e\u2028\ufffe😀工",
    "blank": "   ",
    "lines": "uno\r\nBcc: otra@mal.example\r\n\r\ndos",
}
AS_FILES = (".pdf", ".xlsx", ".csv", ".ics")


SAID_OFTEN = {"title", "subject", "remark", "reply", "text"}
"""What names a thing or is said about it: much of it is written by the product, with a day in it."""
DAY = "Acta del 17-12-2031"
WHOLE = re.compile(r'<span class="nowrap">17-12-2031</span>')
UNSEEN = re.compile(
    r'<(?:title|desc|option|textarea|text|span class="visually-hidden")(?=[ >])[^>]*>[^<]*|<[^>]*>'
)
"""Tags, whose attributes stand on no line, and what is not shown or is drawn on one of its own."""


def free() -> Iterator[tuple[Table, Column[str]]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if table.name not in NOT_FREE and column.name in FREE and type(column.type) in (String, Text):
                yield table, column


def rewrite(said: str, columns: Iterable[tuple[Table, Column[str]]] | None = None) -> None:
    """Every text of the town becomes this one, with the number of its row."""
    for table, column in free() if columns is None else columns:
        longest = getattr(column.type, "length", None) or 4010
        value = literal(f"{said[: longest - 8]} ")
        for key in table.primary_key:
            value = value.concat(cast(key, String))
        db.session.execute(update(table).values({column: value}))
    db.session.commit()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on the database
def test_any_text_of_an_old_row_is_shown_printed_and_mailed(
    app: Flask, visitors: dict[Role, Visitor]
) -> None:
    """One load serves all texts: it plays a whole history, which takes seconds."""
    everything = [path for _, path in pages(app)]
    files = [path for path in everything if path.endswith(AS_FILES)]
    assert len(list(free())) > 90
    assert len(files) > 20
    visitor = visitors[Role.SECRETARIAT]
    for said in TEXTS.values():
        with everywhere():
            rewrite(said)
        for path in everything if said == MARKUP else files:
            it_can_be_read(visitor, path)
    for later in range(4):  # whatever hour it is, and also on a Friday before a holiday
        at_work = (clock.now() + timedelta(days=later)).replace(hour=15)
        for job in JOBS.values():
            run(job, Work(app.extensions["sello"], at_work))
    with everywhere():
        mails = db.session.scalars(select(OutboxMail)).all()
    assert any("uno" in mail.subject for mail in mails), "some name what is in the town now"
    assert [mail.kind for mail in mails if "\n" in mail.subject or "\r" in mail.subject] == []


def it_can_be_read(visitor: Visitor, path: str) -> None:
    answer = visitor.browser.get(path)
    data, kind = answer.data, answer.mimetype
    assert answer.status_code < 500, path
    answer.close()
    if answer.status_code != 200:
        return
    if kind == "text/html":
        assert '<b id="x9"' not in answer.text, path
        assert "<img src=x" not in answer.text, path
    elif kind == "application/pdf":
        with pypdfium2.PdfDocument(data) as paper:
            assert all(page.get_textpage().get_text_range() for page in paper), path
    elif path.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(data))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}, path
    elif kind == "text/csv":
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
        assert [cell for row in rows for cell in row if cell.startswith("=")] == [], path


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here depends on the database
def test_no_page_tears_a_day_in_what_names_a_thing(app: Flask, visitors: dict[Role, Visitor]) -> None:
    said_often = [each for each in free() if each[0].name != "requirement" and each[1].name in SAID_OFTEN]
    assert len(said_often) > 15
    with everywhere():
        rewrite(DAY, said_often)
    torn, kept_whole = [], 0
    for visitor in (visitors[Role.SECRETARIAT], visitors[Role.UNIT_HEAD]):
        for _, path in pages(app):
            answer = visitor.browser.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                lines = UNSEEN.sub("", WHOLE.sub("", answer.text.partition("<main")[2]))
                kept_whole += len(WHOLE.findall(answer.text))
                torn += [f"{path}: {line.strip()}" for line in lines.splitlines() if "17-12-2031" in line]
            answer.close()
    assert kept_whole > 500, "it is on many pages"
    assert torn == []
