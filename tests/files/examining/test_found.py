"""Each thing that is told of a file is found where it is, and nowhere else."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from sello.files import kinds
from sello.files.examining import alone, asking
from sello.files.examining.findings import Examination, Finding, Group, Kind, grouped, of_its_time, read
from sello.files.jail import warden
from sello.files.kinds import FileKind
from tests.files import samples
from tests.files.corpus.documents import locked_pdf
from tests.files.examining import made
from tests.files.test_cautions import SCRIPT, with_action

DECREE = ["DECRETO ALCALDICIO N° 1.234 /", "Peñalolén, 3 de noviembre de 2026", *made.prose(20)]
DRAFT = ["DECRETO ALCALDICIO N° _____ /", "Peñalolén, 12 de noviembre de 2026", *made.prose(20)]


def examined(content: bytes, kind: FileKind) -> Examination:
    found = asking.examine(io.BytesIO(content), kind, seconds=30)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lines", "name", "day"),
    [
        (DECREE, "DECRETO ALCALDICIO N° 1.234 /", "3 de noviembre de 2026"),
        (
            ["Municipalidad", "Informe de avance", "Al 03/11/2026 y al 04/11/2026"],
            "Informe de avance",
            "03/11/2026",
        ),
        (made.prose(5), "", ""),
    ],
)
def test_a_document_tells_what_it_calls_itself_and_its_day(lines: list[str], name: str, day: str) -> None:
    seen = examined(made.written(lines), kinds.PDF)
    assert (seen.name, seen.day) == (name, day)
    assert read(seen.kept()) == seen
    assert read({"findings": [], "years": []}) == Examination(), "as it was kept before"


def told(content: bytes, kind: FileKind = kinds.PDF) -> list[tuple[Kind, int | None]]:
    return [(each.kind, each.page) for each in examined(content, kind).findings]


def word(text: str, *, carries: bool = False) -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    if carries:
        with zipfile.ZipFile(out, "a") as package:
            package.writestr("word/embeddings/oleObject1.bin", b"x")
    return out.getvalue()


def picture(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


SCAN = (Kind.SCAN, None)
PAGES: dict[str, tuple[Callable[[], bytes], list[tuple[Kind, int | None]]]] = {
    "prose": (lambda: made.written(made.prose()), []),
    "scan": (lambda: made.scan(made.scanned()), [SCAN]),
    "scan with a written page": (lambda: made.written(made.prose(), []), [(Kind.BLANK, 2)]),
    "blank back": (lambda: made.scan(made.scanned(), made.paper()), [(Kind.BLANK, 2), SCAN]),
    "nothing at all": (lambda: made.scan(made.paper()), [(Kind.BLANK, 1)]),
    "blurred": (
        lambda: made.scan(made.scanned(), made.scanned().filter(ImageFilter.GaussianBlur(5))),
        [(Kind.BLURRED, 2), SCAN],
    ),
    "a little soft": (lambda: made.scan(made.scanned().filter(ImageFilter.GaussianBlur(1))), [SCAN]),
    "upside down": (lambda: made.scan(made.scanned().rotate(180)), [(Kind.UPSIDE_DOWN, 1), SCAN]),
    "askew": (lambda: made.scan(made.scanned().rotate(1, fillcolor=255)), [SCAN]),
    "text on its head": (lambda: made.written(made.prose(), turn=180), [(Kind.UPSIDE_DOWN, 1)]),
    "text on its side": (lambda: made.written(made.prose(), turn=90), [(Kind.SIDEWAYS, 1)]),
    "more than is looked at": (
        lambda: made.written(*[["Acta del comité de género"]] * 41),
        [(Kind.NOT_ALL, None)],
    ),
    "decree": (lambda: made.written(DECREE), [(Kind.NO_SIGNATURE, None)]),
    "draft of a decree": (
        lambda: made.written(DRAFT),
        [(Kind.NO_NUMBER, None), (Kind.NO_SIGNATURE, None)],
    ),
    "speaks of a decree": (lambda: made.written(["Acta", "Se dio lectura al decreto.", *made.prose()]), []),
    "signed": (lambda: made.signed(DECREE), [(Kind.SIGNED, None)]),
    "added to": (
        lambda: made.signed(DECREE, more=b"\n% algo que se escribio despues\nstartxref\n0\n%%EOF\n"),
        [(Kind.SIGNED, None), (Kind.ADDED_AFTERWARDS, None)],
    ),
    "script": (
        lambda: with_action(SCRIPT),
        [(Kind.NO_NUMBER, None), (Kind.NO_SIGNATURE, None), (Kind.RUNS_CODE, None)],
    ),
    "locked": (lambda: locked_pdf("clave"), [(Kind.LOCKED, None)]),
    "cut": (lambda: made.written(made.prose())[:-60], [(Kind.MENDED, None)]),
    "rubbish": (lambda: b"%PDF-1.4\n%%EOF\n", [(Kind.BROKEN, None)]),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_a_pdf_shows(name: str) -> None:
    make, found = PAGES[name]
    assert told(make()) == found


def test_who_signed_and_when() -> None:
    found = next(each for each in examined(made.signed(DECREE), kinds.PDF).findings)
    assert found == Finding(Kind.SIGNED, None, "Rosa Huenchumilla Prueba (12345678-5), 03-11-2026 10:15")


OTHERS: dict[str, tuple[FileKind, Callable[[], bytes], list[Kind]]] = {
    "photo with its place": (kinds.JPEG, lambda: made.photo(placed=True), [Kind.PLACE]),
    "photo without": (kinds.JPEG, lambda: made.photo(placed=False), []),
    "picture with its place": (kinds.PNG, lambda: made.photo(placed=True, form="PNG"), [Kind.PLACE]),
    "blank picture": (kinds.PNG, lambda: picture(made.paper(), "PNG"), [Kind.BLANK]),
    "blurred scan": (
        kinds.TIFF,
        lambda: picture(made.scanned().filter(ImageFilter.GaussianBlur(5)), "TIFF"),
        [Kind.BLURRED],
    ),
    "half a photo": (kinds.JPEG, lambda: made.photo(placed=False)[:-20_000], [Kind.BROKEN]),
    "text": (kinds.DOCX, lambda: word("Acta"), []),
    "text that carries a file": (kinds.DOCX, lambda: word("Acta", carries=True), [Kind.CARRIES_FILES]),
    "draft": (kinds.DOCX, lambda: word("DECRETO N° ____"), [Kind.NO_NUMBER]),
    "workbook": (kinds.XLSX, samples.xlsx, []),
    "plain text": (kinds.TEXT, lambda: b"DECRETO", []),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_show(name: str) -> None:
    kind, make, found = OTHERS[name]
    assert [each for each, _ in told(make(), kind)] == found


def test_the_years_of_a_text() -> None:
    lines = [
        "Acta de 2019, vista la ley N° 20.285 y el oficio 2031-A",
        "12/05/2021 y 03-11-2022; 2024 personas",
    ]
    assert examined(made.written(lines), kinds.PDF).years == (2019, 2021, 2022, 2024, 2031)


@pytest.mark.parametrize(
    ("word", "kind"), [("broken", Kind.BROKEN), ("large", Kind.TOO_MUCH), ("locked", Kind.LOCKED)]
)
def test_what_does_not_open_is_told(word: str, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(*_said: str, **_how: Any) -> warden.Reply:
        return warden.Reply(word)

    monkeypatch.setattr(warden, "read", answer)
    assert told(samples.pdf()) == [(kind, None)]


def test_a_file_that_takes_its_time_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asking.examine(io.BytesIO(samples.pdf()), kinds.PDF, seconds=0.001) is None
    assert asking.examine(io.BytesIO(samples.pdf()), kinds.PDF, seconds=0) is None
    assert alone._turn.acquire(timeout=0), "whoever was left gives its turn back"
    alone._turn.release()


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    bomb = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(bomb, "PNG")
    assert told(bomb.getvalue(), kinds.PNG) == [(Kind.TOO_MUCH, None)]


FINDINGS = st.builds(
    Finding, st.sampled_from(Kind), st.none() | st.integers(1, 50), st.sampled_from(["", "2019"])
)


@given(st.lists(FINDINGS), st.lists(st.integers(1950, 2049), max_size=4))
def test_what_is_kept_is_read_again_and_told_once(findings: list[Finding], years: list[int]) -> None:
    made_of = Examination(tuple(findings), tuple(years))
    assert read(made_of.kept()) == made_of
    groups = grouped(findings)
    assert len({(each.kind, each.detail) for each in groups}) == len(groups)
    assert sum(len(each.pages) for each in groups) == sum(each.page is not None for each in findings)


def test_a_kind_of_before_is_left_out() -> None:
    assert read({"findings": [["de-antes", None, ""], ["blanco", 2, ""]], "years": []}).findings == (
        Finding(Kind.BLANK, 2),
    )


@pytest.mark.parametrize(
    ("years", "older"), [((), False), ((2019, 2024), True), ((2019, 2025), False), ((2026,), False)]
)
def test_only_what_names_nothing_of_the_cycle_is_older(years: tuple[int, ...], older: bool) -> None:
    found = of_its_time(Examination(years=years), 2025)
    assert found == ((Finding(Kind.OLDER, detail="2024"),) if older else ())


def test_pages_are_told_together() -> None:
    found = [Finding(Kind.BLANK, 4), Finding(Kind.SCAN), Finding(Kind.BLANK, 2)]
    assert grouped(found) == (Group(Kind.BLANK, "", (2, 4)), Group(Kind.SCAN, ""))
