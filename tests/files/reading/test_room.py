"""A kept file is read leaf by leaf: each kind from files made here, and what does not open says why."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sello.files import kinds
from sello.files.jail import warden
from sello.files.reading import room
from sello.files.reading.leaves import Section
from sello.files.reading.room import BrokenHere, Document, LargeHere, LockedHere, NotShown, SlowHere
from sello.files.store.disk import Store
from tests.files import samples
from tests.files.corpus.documents import locked_pdf
from tests.files.reading import papers


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def kept(store: Store, content: bytes, kind: kinds.FileKind) -> Document:
    received = store.receive(io.BytesIO(content), limit=1 << 30, name="a")
    store.keep(received, name="a")
    return Document(store, received.sha256, kind.media_type)


def answering(content: bytes) -> Callable[..., warden.Reply]:
    """A limited process that answers so, whatever it is asked."""

    def answer(*_said: str, **_how: Any) -> warden.Reply:
        return warden.Reply("ok", content)

    return answer


def drawn(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    assert image.format == "JPEG"
    return image.convert("RGB")


def test_a_pdf_is_pages_with_their_words(store: Store) -> None:
    document = kept(store, papers.paper("Decreto Ñandú", "Acta del Comité", ""), kinds.PDF)
    assert document.outline().pages == 3
    assert document.leaf(2).text == "Acta del Comité"
    assert document.texts() == ("Decreto Ñandú", "Acta del Comité", "")
    plain, large = drawn(document.picture(1, 100)), drawn(document.picture(1, 200))
    assert large.width == pytest.approx(2 * plain.width, abs=2)
    assert plain.width / plain.height == pytest.approx(600 / 800, abs=0.01)


def test_words_are_found_without_case_and_accents_and_their_place_is_told(store: Store) -> None:
    document = kept(store, papers.paper("Acta", "El COMITÉ de género, otro comité", "Fin"), kinds.PDF)
    (hit,) = document.hits("comite")
    assert (hit.page, hit.count) == (2, 2)
    assert "COMITÉ" in hit.around
    first, second = document.boxes(2, "comite")
    assert 100 < first.left < second.left < 1000, "60 of 600 points from the left, and then some words"
    assert all(230 <= box.top <= 260 and 0 < box.height < 30 for box in (first, second)), (
        "200 of 800 from above"
    )
    assert document.boxes(1, "comite") == () == document.boxes(2, "")


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "JPEG", "TIFF"])
def test_a_picture_is_drawn_anew(store: Store, form: str) -> None:
    document = kept(store, samples.image(form), getattr(kinds, form))
    assert document.outline().pages == 1
    assert document.leaf(1).text == ""
    assert drawn(document.picture(1, 100)).size == (8, 6), "never enlarged"
    assert document.boxes(1, "x") == ()


def test_a_photograph_of_a_telephone(store: Store) -> None:
    red, green, blue = drawn(kept(store, papers.HEIC, kinds.HEIC).picture(1, 100)).getpixel((30, 16))
    assert red > 150 > 100 > max(green, blue)


def test_a_photograph_is_turned_right(store: Store) -> None:
    image = drawn(kept(store, papers.turned_photograph(), kinds.JPEG).picture(1, 100))
    assert image.size == (40, 80)
    assert image.getpixel((20, 10))[0] > 200
    assert image.getpixel((20, 70))[2] > 200


def test_a_scan_of_several_pages(store: Store) -> None:
    document = kept(store, papers.scan(3), kinds.TIFF)
    assert document.outline().pages == 3
    grey = [drawn(document.picture(page, 100)).getpixel((5, 5))[0] for page in (1, 2, 3)]
    assert grey == sorted(grey, reverse=True)
    assert grey[0] > grey[2]


def test_what_a_camera_wrote_beside_the_picture_stays_behind(store: Store) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Sacada en casa de Ana"
    out = io.BytesIO()
    Image.new("RGB", (30, 30)).save(out, "JPEG", exif=exif)
    assert b"casa de Ana" in out.getvalue()
    assert b"casa de Ana" not in kept(store, out.getvalue(), kinds.JPEG).picture(1, 100)


def test_a_spreadsheet_is_its_sheets_as_words(store: Store) -> None:
    document = kept(store, papers.workbook(), kinds.XLSX)
    assert document.outline().sections == (Section("Participantes", 1, False), Section("Apuntes", 2, True))
    (block,) = document.leaf(1).blocks
    assert block.rows == (
        ("Nombre", "Desde", "Horas"),
        ("Persona Ñ0", "09-03-2026", "1,5"),
        ("Persona Ñ1", "09-03-2026", "2,5"),
    )
    assert document.hits("persona n1")[0].page == 1


def test_a_long_sheet_goes_on_on_its_next_leaf(store: Store) -> None:
    document = kept(store, papers.workbook(250), kinds.XLSX)
    assert [block.first for page in (1, 2, 3) for block in document.leaf(page).blocks] == [1, 101, 201]
    assert document.outline().sections[1].page == 4
    assert document.leaf(99).blocks == ()


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("a;b\n1;ñ\n".encode(), (("a", "b"), ("1", "ñ"))),
        ("a;b\n1;ñ\n".encode("cp1252"), (("a", "b"), ("1", "ñ"))),
        ("a\tb\n1\tñ\n".encode("utf-16"), (("a", "b"), ("1", "ñ"))),
        (b'a,b\n"1,5",2\n', (("a", "b"), ("1,5", "2"))),
        (b"solo\n", (("solo",),)),
    ],
)
def test_a_table_of_text(store: Store, content: bytes, rows: tuple[tuple[str, ...], ...]) -> None:
    (block,) = kept(store, content, kinds.CSV).leaf(1).blocks
    assert block.rows == rows


def test_a_text_is_cut_into_leaves_and_says_when_there_is_more(store: Store) -> None:
    document = kept(store, "\n".join(f"línea {n}" for n in range(450)).encode(), kinds.TEXT)
    assert document.outline().pages == 3
    assert document.leaf(3).blocks[0].text.splitlines()[-1] == "línea 449"
    assert not document.outline().cut
    assert kept(store, b"x\n" * 100_000, kinds.TEXT).outline().cut


def test_an_xml_is_a_text(store: Store) -> None:
    assert kept(store, b"<?xml version='1.0'?><a>b</a>", kinds.XML).leaf(1).words.endswith("<a>b</a>")


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (locked_pdf("clave"), kinds.PDF, LockedHere),
        (b"%PDF-1.4\n", kinds.PDF, BrokenHere),
        (samples.image("JPEG")[:200], kinds.JPEG, BrokenHere),
        (b"PK\x03\x04nada", kinds.XLSX, BrokenHere),
        (b"#!AMR", kinds.AMR, NotShown),
        (b"ID3", kinds.MP3, NotShown),
    ],
    ids=lambda value: getattr(value, "__name__", getattr(value, "code", "content")),
)
def test_what_cannot_be_shown_says_why(store: Store, content: bytes, kind: kinds.FileKind, why: type) -> None:
    with pytest.raises(NotShown) as refused:
        kept(store, content, kind).picture(1, 100)
    assert type(refused.value) is why or kind is kinds.XLSX
    with pytest.raises(why):
        kept(store, content, kind).outline() if kind is not kinds.JPEG else kept(
            store, content, kind
        ).picture(1, 100)


def test_a_package_that_swells_is_not_opened(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (300 << 20))
    with pytest.raises(LargeHere):
        kept(store, out.getvalue(), kinds.XLSX).outline()


def test_what_takes_too_long_is_ended_and_may_be_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warden, "READING", 0.7)
    document = kept(store, papers.endless_pdf(), kinds.PDF)
    with pytest.raises(SlowHere):
        document.picture(1, 100)
    monkeypatch.setattr(warden, "READING", 60)
    monkeypatch.setattr(warden, "read", answering(b"\xff\xd8\xff"))
    assert document.picture(1, 100) == b"\xff\xd8\xff"


def test_an_answer_that_is_too_long_is_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MOST", 1000)
    with pytest.raises(LargeHere):
        kept(store, papers.paper("Decreto"), kinds.PDF).picture(1, 100)


def test_whoever_finds_no_turn_is_told_to_come_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE", 0.01)
    for _ in range(room.AT_ONCE):
        assert room._turns.acquire(blocking=False)
    try:
        with pytest.raises(SlowHere):
            kept(store, papers.paper("Decreto"), kinds.PDF).outline()
    finally:
        for _ in range(room.AT_ONCE):
            room._turns.release()
    assert kept(store, papers.paper("Decreto"), kinds.PDF).outline().pages == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{}",
        b'{"pages": 0, "text": ""}',
        b'{"pages": "<b>", "text": ""}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_an_answer_of_another_shape_is_no_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setattr(warden, "read", answering(answer))
    with pytest.raises(BrokenHere):
        kept(store, papers.paper("Decreto"), kinds.PDF).outline()
    with pytest.raises(BrokenHere):
        kept(store, papers.paper("Decreto"), kinds.PDF).picture(1, 100)


def test_what_was_made_is_kept_and_made_again_when_it_is_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = papers.paper("Decreto", "Acta")
    document = kept(store, content, kinds.PDF)
    before = document.picture(1, 100), document.leaf(1), document.outline(), document.texts()
    really, asked = warden.read, []

    def counted(*said: str, **how: Any) -> warden.Reply:
        asked.append(said)
        return really(*said, **how)

    monkeypatch.setattr(warden, "read", counted)
    assert (document.picture(1, 100), document.leaf(1), document.outline(), document.texts()) == before
    assert asked == []
    store.pages.drop(hashlib.sha256(content).hexdigest())
    assert (document.picture(1, 100), document.leaf(1), document.outline(), document.texts()) == before
    assert len(asked) == 4 - 1, "the outline comes with the leaf"


def test_why_it_does_not_open_is_kept_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    document = kept(store, locked_pdf("clave"), kinds.PDF)
    with pytest.raises(LockedHere):
        document.outline()
    monkeypatch.setattr(warden, "read", answering(b"asked again"))
    with pytest.raises(LockedHere):
        document.outline()


def test_what_was_drawn_goes_with_its_file(store: Store) -> None:
    content = papers.paper("Decreto")
    sha256 = hashlib.sha256(content).hexdigest()
    document = kept(store, content, kinds.PDF)
    document.picture(1, 100)
    (store.root / sha256[:2] / sha256[2:4] / sha256).unlink()
    with pytest.raises(FileNotFoundError):
        document.picture(1, 100)
    assert list((store.root / "pages").glob("*/*")) == []


def test_equal_bytes_read_as_text_and_as_table_do_not_meet(store: Store) -> None:
    content = b"a;b\n1;2\n"
    assert kept(store, content, kinds.CSV).leaf(1).blocks[0].kind == "table"
    assert kept(store, content, kinds.TEXT).leaf(1).blocks[0].kind == "lines"
