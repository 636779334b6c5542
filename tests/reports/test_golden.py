"""The report and its mail, word by word: a change of wording is seen, and accepted on purpose.

To accept: `python -m tests.reports.test_golden`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask

from sello.core.mail.render import render
from sello.reports.document.wording import counted
from sello.reports.readiness.document import document
from sello.reports.readiness.sections_level import gap_sentence
from tests.reports.builders import report

HERE = Path(__file__).parent / "golden"


def spelled_out() -> Iterator[str]:
    """The whole report as plain lines."""
    words = document(report(12))
    cover = words.cover
    yield from (cover.institution, cover.title, cover.subtitle, cover.standard)
    yield f"{cover.headline}: {cover.headline_percent} {cover.headline_level.name}"
    yield from (f"{name}: {value}" for name, value in cover.facts)
    yield cover.notice
    for card in words.cards:
        yield from ("", f"[{card.title}] {card.percent} {card.level.name}", card.arithmetic, *card.lines)
    for section in words.sections:
        yield from ("", f"# {section.title}", *section.lead)
        for table in section.tables:
            yield from ("", " | ".join(column.title for column in table.columns))
            for group in table.groups:
                yield from [f"## {group.title}"] if group.title else []
                for row in group.rows:
                    yield " | ".join(" / ".join(part.text for part in cell.parts) for cell in row)


def mail() -> str:
    """The monthly mail as plain text with its subject."""
    made = report()
    written = render(
        "monthly_report",
        name="Ana Ejemplo",
        report=made,
        institution=made.institution,
        percent=counted(made.reading.share, made.reading.met, made.reading.applicable, str),
        gap=gap_sentence(made, str),
        link="https://sello.comuna.example/informes/7",
        sealed=(),
    )
    return f"{written.subject}\n\n{written.text}"


def test_the_report_says_what_it_said() -> None:
    assert "\n".join(spelled_out()) + "\n" == (HERE / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_mail_says_what_it_said(app: Flask) -> None:
    assert mail() == (HERE / "monthly_report.txt").read_text(encoding="utf-8")


def accept() -> None:
    """Write what is said today down as what is to be said."""
    from sello.app import create_app
    from sello.config import Config

    HERE.mkdir(exist_ok=True)
    (HERE / "report.txt").write_text("\n".join(spelled_out()) + "\n", encoding="utf-8")
    with TemporaryDirectory() as folder:
        config = Config(
            secret_key="x" * 40, data_dir=folder, database_url=f"sqlite:///{folder}/x", testing=True
        )
        app = create_app(config)
    with app.app_context():
        (HERE / "monthly_report.txt").write_text(mail(), encoding="utf-8")


if __name__ == "__main__":
    accept()
