"""What is said of a piece of evidence: when it contradicts itself, what is guessed, how it ages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.evidence.domain import conditions
from sello.evidence.domain import details as rules
from sello.evidence.domain.details import Classification, Details, EvidenceType, Validity
from sello.files import names

TODAY = date(2026, 11, 23)
PAGE = "https://www.muni.example/noticias/8-de-marzo"
GOOD = Details(title="Decreto 1200/46", type=EvidenceType.DECREE, document_date=date(2026, 3, 2))


def test_good_details_pass() -> None:
    rules.check(GOOD, today=TODAY)
    rules.check(
        replace(GOOD, period_from=TODAY, period_until=TODAY, valid_until=GOOD.document_date), today=TODAY
    )
    rules.check(replace(GOOD, personal_data=True, classification=Classification.RESERVED), today=TODAY)
    rules.check(replace(GOOD, source_url=PAGE, captured_on=TODAY), today=TODAY)


@pytest.mark.parametrize(
    "address",
    [PAGE, "http://muni.example", "https://muni.example:8443/a?b=c#d", "https://año.example/ñ", f" {PAGE} "],
)
def test_an_address_of_the_web_is_one(address: str) -> None:
    assert rules.is_address(address.strip())
    rules.check(replace(GOOD, source_url=address, captured_on=TODAY), today=TODAY)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT://muni.example/%0aalert(1)", "data:text/html,x", "file:///etc/passwd",
        "//muni.example", "https://", "https://localhost", "https://a b.example", "https://a.example/\u202egpj",
        "https://ana:clave@muni.example", "https://muni.example:puerto", "https://[x.example", "https://\x00.example",
        "https://a.example/\r\nX: y", f"https://a.example/{'x' * 500}", "ftp://a.example/x",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(rules.AddressMisread):
        rules.check(replace(GOOD, source_url=address, captured_on=TODAY), today=TODAY)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": "  "}, rules.TitleMissing),
        ({"document_date": date(2026, 11, 24)}, rules.DocumentFromTheFuture),
        ({"period_until": TODAY}, rules.PeriodIncomplete),
        ({"period_from": TODAY, "period_until": TODAY - timedelta(1)}, rules.PeriodReversed),
        ({"valid_until": date(2026, 3, 1)}, rules.ValidityBeforeDocument),
        ({"personal_data": True}, rules.PersonalDataArePublic),
        ({"source_url": PAGE}, rules.CaptureDayMissing),
        ({"captured_on": TODAY}, rules.CapturedFromNowhere),
        ({"source_url": PAGE, "captured_on": TODAY + timedelta(1)}, rules.CapturedInTheFuture),
        ({"source_url": "muni.example", "captured_on": TODAY}, rules.AddressMisread),
    ],
)
def test_details_that_contradict_themselves(change: dict[str, object], reason: type[Exception]) -> None:
    with pytest.raises(reason):
        rules.check(replace(GOOD, **change), today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "replaced", "age"),
    [
        (None, None, Validity.IN_FORCE),
        (61, None, Validity.IN_FORCE),
        (60, None, Validity.EXPIRING),
        (0, None, Validity.EXPIRING),
        (-1, None, Validity.EXPIRED),
        (-1, 0, Validity.REPLACED),
        (10, 1, Validity.EXPIRING),
    ],
)
def test_how_a_piece_ages(days: int | None, replaced: int | None, age: Validity) -> None:
    valid_until = None if days is None else TODAY + timedelta(days)
    superseded_on = None if replaced is None else TODAY + timedelta(replaced)
    assert conditions.validity(valid_until, superseded_on, today=TODAY) is age


@pytest.mark.parametrize(
    ("name", "media_type", "title", "kind"),
    [
        ("Decreto_1200-46.pdf", "application/pdf", "Decreto 1200 46", EvidenceType.DECREE),
        ("acta comité género.pdf", "application/pdf", "Acta comité género", EvidenceType.MINUTES),
        ("lista_asistencia.xlsx", "application/x", "Lista asistencia", EvidenceType.ATTENDANCE),
        ("Plan de Igualdad.docx", "application/x", "Plan de Igualdad", EvidenceType.PLAN),
        ("planilla sueldos.xlsx", "application/x", "Planilla sueldos", EvidenceType.SPREADSHEET),
        ("IMG_2041.jpg", "image/jpeg", "IMG 2041", EvidenceType.PHOTO),
        ("exactamente.pdf", "application/pdf", "Exactamente", EvidenceType.OTHER),
        ("sin extensión", "text/csv", "Sin extensión", EvidenceType.SPREADSHEET),
    ],
)
def test_what_is_guessed_from_a_file_name(name: str, media_type: str, title: str, kind: EvidenceType) -> None:
    assert rules.guess_title(name) == title
    assert rules.guess_type(name, media_type) is kind


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\Acta N° 3.pdf", "Acta N° 3.pdf"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("\u2067foto\u2069\ufe0f.pdf", "foto.pdf"),
        ("\u3164\u2800\u200b", "archivo"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        (".htaccess", "htaccess"),
        ("///", "archivo"),
        ("ñ" * 300 + ".pdf", "ñ" * 196 + ".pdf"),
        ("x" * 300, "x" * 200),
    ],
)
def test_file_names_are_made_harmless(raw: str, kept: str) -> None:
    assert names.clean(raw) == kept


@given(st.text(max_size=500))
def test_no_name_survives_as_a_path_or_a_header(raw: str) -> None:
    kept = names.clean(raw)
    assert 0 < len(kept) <= names.LIMIT
    assert not set(kept) & set("/\\\r\n\0")
    assert names.clean(kept) == kept
