"""What is wrong with a file inside a mail or a ZIP is told with its name, and the rest is still looked at."""

import io

import pytest
from openpyxl import Workbook

from sello.files import kinds
from sello.files.examining import asking, inside
from sello.files.examining.findings import Finding, Group, Kind, grouped, read
from sello.files.jail import warden
from sello.files.kinds import FileKind
from tests.files import samples
from tests.files.corpus.documents import locked_pdf
from tests.files.corpus.packages import padded_macro
from tests.files.examining import made
from tests.files.reading.letters import letter

PEOPLE = "RUN;Nombre\n12.345.678-5;Rosa Pérez\n"
SOUND = made.written(made.prose(5))
FILES = (
    ("clave.pdf", locked_pdf("clave")),
    ("cortado.pdf", SOUND[:-60]),
    ("dorso.pdf", made.written(made.prose(), [])),
    ("macros.docx", padded_macro()),
    ("x.exe", b"MZ\x90\x00" * 40),
    ("inscritas.csv", PEOPLE.encode()),
    ("acta.pdf", SOUND),
)
FOUND = [
    (Kind.LOCKED, None, "clave.pdf"),
    (Kind.MENDED, None, "cortado.pdf"),
    (Kind.BLANK, 2, "dorso.pdf"),
    (Kind.MACROS, None, "macros.docx"),
    (Kind.PROGRAM, None, "x.exe"),
    (Kind.PERSONAL, None, "inscritas.csv"),
]


def told(content: bytes, kind: FileKind, seconds: float = 60) -> list[tuple[Kind, int | None, str]]:
    seen = asking.examine(io.BytesIO(content), kind, seconds=seconds)
    assert seen is not None
    assert read(seen.kept()) == seen
    return [(each.kind, each.page, each.within) for each in seen.findings]


def test_each_attachment_of_a_mail_says_what_is_wrong_with_it() -> None:
    assert told(letter("Acta", *FILES).as_bytes(), kinds.EML) == FOUND


def test_each_file_of_a_zip_says_it_too() -> None:
    taken = [each for each in FILES if each[0] != "x.exe"]
    found = [each for each in FOUND if each[2] != "x.exe"]
    assert told(samples.zipped({f"2026/{name}": content for name, content in taken}), kinds.ZIP) == found


def test_a_mail_of_outlook_is_looked_into() -> None:
    content = samples.msg_with("clave.pdf", locked_pdf("clave"))
    assert told(content, kinds.MSG) == [(Kind.LOCKED, None, "clave.pdf")]


def test_a_mail_inside_is_opened_and_both_are_named() -> None:
    deep = letter("Cadena", ("clave.pdf", locked_pdf("clave")))
    content = letter("Acta", inside=deep).as_bytes()
    assert told(content, kinds.EML) == [(Kind.LOCKED, None, "Cadena.eml › clave.pdf")]


def test_mails_inside_mails_end() -> None:
    deep = letter("0", ("clave.pdf", locked_pdf("clave")))
    for depth in range(1, 6):
        deep = letter(str(depth), inside=deep)
    assert told(deep.as_bytes(), kinds.EML) == []


def test_a_list_of_persons_in_a_workbook_is_seen_also_alone() -> None:
    book, out = Workbook(), io.BytesIO()
    for row in (["RUN", "Nombre"], ["12.345.678-5", "Rosa Pérez"]):
        book.active.append(row)
    book.save(out)
    assert told(out.getvalue(), kinds.XLSX) == [(Kind.PERSONAL, None, "")]
    inner = letter("Nómina", ("n.xlsx", out.getvalue())).as_bytes()
    assert told(inner, kinds.EML) == [(Kind.PERSONAL, None, "n.xlsx")]


def test_what_is_not_looked_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MOST_FILES", 1)
    content = letter("Acta", ("a.txt", b"a\n"), ("clave.pdf", locked_pdf("clave"))).as_bytes()
    seen = asking.examine(io.BytesIO(content), kinds.EML, seconds=60)
    assert seen
    assert seen.findings == (Finding(Kind.NOT_ALL_FILES, detail="1"),)


@pytest.mark.parametrize("kind", [kinds.EML, kinds.ZIP])
def test_whoever_waits_less_is_not_told_the_half_of_it(kind: FileKind) -> None:
    content = letter("Acta", *FILES).as_bytes() if kind is kinds.EML else samples.zipped({"a.csv": PEOPLE})
    for seconds in (0, 0.01):
        assert asking.examine(io.BytesIO(content), kind, seconds=seconds) is None


def test_an_attachment_on_which_the_process_falls_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = warden.read

    def read_some(question: str, *said: str, **how: object) -> warden.Reply:
        return warden.Reply("large") if said == ("mail", "1") else ask(question, *said, **how)

    monkeypatch.setattr(warden, "read", read_some)
    content = letter("Acta", ("a.pdf", SOUND), ("clave.pdf", locked_pdf("clave"))).as_bytes()
    assert told(content, kinds.EML) == [(Kind.TOO_MUCH, None, "a.pdf"), (Kind.LOCKED, None, "clave.pdf")]


@pytest.mark.parametrize("answer", [b"[]", b'{"files": [1, {"name": 2, "size": -1}]}', b"no json"])
def test_an_answer_that_is_none_is_not_believed(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warden, "read", lambda *_said, **_how: warden.Reply("ok", answer))
    seen = asking.examine(io.BytesIO(b"From: a"), kinds.EML, seconds=5)
    assert seen
    assert {each.kind for each in seen.findings} <= {Kind.BROKEN, Kind.TOO_MUCH}


def test_a_small_picture_of_a_mail_is_its_senders_logo() -> None:
    content = letter("Acta", ("logo.png", samples.image("PNG"))).as_bytes()
    assert told(content, kinds.EML) == []


def test_the_same_in_two_files_is_told_of_each() -> None:
    found = [
        Finding(Kind.BLANK, 2, within="a.pdf"),
        Finding(Kind.BLANK, 1, within="b.pdf"),
        Finding(Kind.BLANK, 3),
    ]
    assert grouped(found) == (
        Group(Kind.BLANK, "", (2,), "a.pdf"),
        Group(Kind.BLANK, "", (1,), "b.pdf"),
        Group(Kind.BLANK, "", (3,)),
    )
