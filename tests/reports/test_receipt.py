"""A receipt in words and on paper: whole, alike for alike facts, and silent about what is not known."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from sello.core.moment import Moment
from sello.evidence.domain.review import EvidenceState
from sello.reports.receipt.document import document, next_steps, promptness
from sello.reports.receipt.paper import as_pdf, file_name
from sello.tasks.queries.receipts import ReceiptFacts, ReceivedFile

AT = Moment(datetime(2026, 12, 1, 19, 4, tzinfo=UTC), "America/Santiago")
LONG = "Decreto_Alcaldicio_N_1200_46_que_aprueba_la_Politica_de_Igualdad_de_Genero_2021_FIRMADO.pdf"


def file(number: int) -> ReceivedFile:
    return ReceivedFile(
        evidence_id=number,
        title=f"Acta {number} <de> la comisión & más",
        version=1,
        filename=f"{number}_{LONG}",
        size=1_234_567,
        sha256=f"{number:064x}",
        uploaded_at=AT.now,
        state=EvidenceState.SUBMITTED,
    )


FACTS = ReceiptFacts(
    id=418,
    number="2026-0418",
    at=AT.now,
    day=AT.today,
    institution="Municipalidad de Prueba",
    person_id=1,
    person="Paula Personas",
    unit="Gestión de Personas",
    task_id=6,
    task="Plan anual de capacitación 2027",
    due_on=date(2026, 12, 4),
    files=(file(1),),
    usual_days=2,
    expected_on=date(2026, 12, 3),
)


def words_of(data: bytes) -> tuple[int, str]:
    paper = pypdfium2.PdfDocument(io.BytesIO(data))
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    return len(paper), re.sub(r"\s+|\ufffe", "", text)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (60, 4)])
def test_every_file_is_on_paper_with_its_whole_hash(count: int, pages: int) -> None:
    facts = replace(FACTS, files=tuple(file(number) for number in range(count)))
    found, words = words_of(as_pdf(facts, AT))
    assert found == pages
    assert all(each.sha256 in words and each.filename in words for each in facts.files)


def test_one_sheet_says_who_what_when_and_what_follows() -> None:
    pages, words = words_of(as_pdf(FACTS, AT))
    assert pages == 1
    for said in (
        "Recibo de entrega N° 2026-0418",
        "Municipalidad de Prueba recibió el 1 de diciembre de 2026 a las 16:04, de Paula Personas",
        "Se pedía: Plan anual de capacitación 2027.",
        "Suele tardar 2 días hábiles: lo habitual es una respuesta hasta el 03-12-2026.",
    ):
        assert re.sub(r"\s+", "", said) in words
    assert file_name(FACTS) == "recibo-2026-0418.pdf"


def test_equal_receipts_are_equal_bytes() -> None:
    assert as_pdf(FACTS, AT) == as_pdf(replace(FACTS), AT)


@pytest.mark.parametrize(
    ("usual", "says"), [(None, None), (1, "Suele tardar 1 día hábil"), (3, "Suele tardar 3 días hábiles")]
)
def test_how_long_it_takes_is_said_only_where_it_is_known(usual: int | None, says: str | None) -> None:
    said = " ".join(next_steps(replace(FACTS, usual_days=usual)))
    assert (says in said) if says else ("Suele" not in said)


@pytest.mark.parametrize(
    ("due_on", "says"),
    [
        (None, ""),
        (date(2026, 12, 1), "Dentro del plazo, que vence el 01-12-2026."),
        (date(2026, 11, 30), "El plazo vencía el 30-11-2026; se entregó 1 día después."),
        (date(2026, 11, 20), "El plazo vencía el 20-11-2026; se entregó 11 días después."),
    ],
)
def test_in_time_or_late_is_told_as_it_was(due_on: date | None, says: str) -> None:
    assert promptness(replace(FACTS, due_on=due_on)) == says


def test_what_was_there_already_is_told_as_such() -> None:
    there = replace(file(1), uploaded_at=datetime(2026, 11, 1, tzinfo=UTC), version=2)
    (table,) = document(replace(FACTS, files=(there,)), AT).sections[0].tables
    named = table.groups[0].rows[0][0].parts[1].text
    assert named.endswith("versión 2, el archivo ya estaba recibido")
