"""What the name of a file tells of the document in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.evidence.domain.details import TITLE_LIMIT, Details, EvidenceType, check, guess_type
from sello.evidence.domain.guesses import guess_date, guess_number, propose_title

TODAY = date(2026, 11, 26)
ASKED = "Plan anual de capacitación"


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [
        (
            "Decreto_Alcaldicio_N_1200_46_que_aprueba_la_Politica_de_Igualdad_de_Genero_2021_FIRMADO.pdf",
            "1200/46",
            None,
        ),
        ("Decreto 12.pdf", "12", None),
        ("Decreto N° 123-2021.pdf", "123/2021", None),
        ("Nº 45.pdf", "45", None),
        ("DECRETO ALCALDICIO EXENTO 915.pdf", "915", None),
        ("Oficio ordinario 45/2026 del 3 de marzo de 2026.docx", "45/2026", date(2026, 3, 3)),
        ("Acta N 3 12-11-2026.pdf", "3", date(2026, 11, 12)),
        ("IMG_20261102_103000.jpg", "", date(2026, 11, 2)),
        ("WhatsApp Image 2026-11-02 at 10.30.15.jpeg", "", date(2026, 11, 2)),
        ("Decreto 2024.pdf", "", None),
        ("Acta comité 1.pdf", "", None),
        ("31-02-2026 acta.pdf", "", None),
        ("plan 2027-01-01.pdf", "", None),
        ("plan.pdf", "", None),
        ("", "", None),
    ],
)
def test_number_and_day_are_read_where_they_are_told(name, number, day):
    assert (guess_number(name), guess_date(name, today=TODAY)) == (number, day)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("acta_comite.pdf", "Acta comite"),
        ("IMG_20261102_103000.jpg", ASKED),
        ("WhatsApp Image 2026-11-02 at 10.30.15.jpeg", ASKED),
        ("scan0001.pdf", ASKED),
        ("Documento (2).pdf", ASKED),
        ("foto taller.jpg", "Foto taller"),
    ],
)
def test_a_camera_s_name_gives_way_to_what_was_asked(name, title):
    assert propose_title(name, ASKED) == title


@pytest.mark.parametrize(
    ("file", "called", "written", "said"),
    [
        (
            "scan0001.pdf",
            "DECRETO ALCALDICIO N° 1.234 /",
            "3 de noviembre de 2026",
            (EvidenceType.DECREE, "1234", date(2026, 11, 3), "DECRETO ALCALDICIO N° 1.234 /"),
        ),
        (
            "Documento (2).docx",
            "ORD. N° 45/2026",
            "03/11/2026",
            (EvidenceType.LETTER, "45/2026", date(2026, 11, 3), "ORD. N° 45/2026"),
        ),
        (
            "acta comité 2026-05-02.pdf",
            "INFORME N° 7",
            "03-11-2026",
            (EvidenceType.MINUTES, "7", date(2026, 5, 2), "Acta comité 2026 05 02"),
        ),
        (
            "scan.pdf",
            "Informe del plan anual",
            "",
            (EvidenceType.REPORT, "", None, "Informe del plan anual"),
        ),
        ("scan.pdf", "", "31-02-2026", (EvidenceType.OTHER, "", None, "Scan")),
        ("scan.pdf", "Programa de trabajo 2027", "1 de enero de 2027", (EvidenceType.PLAN, "", None, None)),
    ],
)
def test_where_the_file_s_name_says_nothing_the_document_is_asked(file, called, written, said):
    kind, number, day, title = said
    assert guess_type(file, "application/pdf", called) is kind
    assert (guess_number(file, called), guess_date(file, written, today=TODAY)) == (number, day)
    assert propose_title(file, "", called) == (title or called)
    assert propose_title("scan.pdf", ASKED, called) == ASKED


def test_where_nothing_was_asked_the_name_is_all_there_is():
    assert propose_title("scan0001.pdf") == "Scan0001"


@given(st.text(max_size=400), st.text(max_size=400))
def test_what_is_proposed_is_never_refused(name, asked):
    details = Details(
        title=propose_title(f"a{name}", asked),
        type=EvidenceType.OTHER,
        document_number=guess_number(name),
        document_date=guess_date(name, today=TODAY),
    )
    check(details, today=TODAY)
    assert len(details.title) <= TITLE_LIMIT
    assert len(details.document_number) <= 80
