"""Office files, mails and archives are written anew in blocks of ours: nothing else comes along."""

from pathlib import Path

import pytest

from sello.files import kinds
from sello.files.reading.leaves import Block
from sello.files.reading.room import BrokenHere
from sello.files.store.disk import Store
from tests.files import samples
from tests.files.reading import papers
from tests.files.reading.test_room import kept


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def said(block: Block) -> tuple[str, object]:
    return block.kind, block.rows or block.text or bool(block.data)


def test_a_word_document(store: Store) -> None:
    leaf = kept(store, papers.document(), kinds.DOCX).leaf(1)
    assert [said(block) for block in leaf.blocks] == [
        ("text", "Municipalidad de Prueba"),
        ("heading", "Acta del Comité"),
        ("text", "Se abre la sesión."),
        ("item", "Primer acuerdo"),
        ("table", (("Nombre", "Cargo"),)),
        ("picture", True),
    ]
    assert kept(store, papers.document(), kinds.DOCX).hits("comite")[0].page == 1


def test_slides_in_the_order_in_which_they_are_shown(store: Store) -> None:
    document = kept(store, papers.slides(), kinds.PPTX)
    assert document.outline().pages == 2
    assert [said(block) for block in document.leaf(1).blocks] == [
        ("heading", "Plan 2026"),
        ("table", (("Meta", "Plazo"),)),
        ("picture", True),
    ]
    assert [said(block) for block in document.leaf(2).blocks] == [("text", "Fin")]


def test_an_open_text(store: Store) -> None:
    assert [said(block) for block in kept(store, papers.open_document(), kinds.ODT).leaf(1).blocks] == [
        ("heading", "Acta"),
        ("text", "Se abre la sesión."),
        ("item", "Uno"),
        ("table", (("A1",),)),
    ]


def test_open_slides(store: Store) -> None:
    document = kept(store, papers.open_document("Uno", "Dos"), kinds.ODP)
    assert [document.leaf(page).words for page in (1, 2)] == ["Uno", "Dos"]


def test_a_mail_is_its_words_and_the_names_of_its_files(store: Store) -> None:
    assert [said(block) for block in kept(store, papers.LETTER, kinds.EML).leaf(1).blocks] == [
        ("heading", "Decreto ñ"),
        ("text", "Ana <ana@prueba.example>"),
        ("text", "09-03-2026 10:00 UTC"),
        ("lines", "Va el decreto\nSaludos"),
        ("item", "Adjunto: decreto.pdf"),
    ]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (b"Mon, 09 Mar 2026 10:00:00 -0300", "09-03-2026 10:00 UTC-03:00"),
        (b"Mon, 09 Mar 2026 10:00:00 +0530", "09-03-2026 10:00 UTC+05:30"),
        (b"Mon, 09 Mar 2026 10:00:00 -0000", "09-03-2026 10:00 UTC"),
        (b"Mon, 09 Mar 2026 10:00:00 GMT", "09-03-2026 10:00 UTC"),
    ],
)
def test_the_hour_of_a_mail_is_told_in_the_zone_that_it_says(store: Store, date: bytes, told: str) -> None:
    mail = papers.LETTER.replace(b"Mon, 09 Mar 2026 10:00:00 +0000", date)
    assert ("text", told) in [said(block) for block in kept(store, mail, kinds.EML).leaf(1).blocks]


def test_a_mail_of_outlook(store: Store) -> None:
    content = samples.compound_of(
        {
            "__properties_version1.0": bytes(32),
            "__substg1.0_0037001F": "Acta ñ".encode("utf-16-le"),
            "__substg1.0_1000001F": "Va el acta".encode("utf-16-le"),
        }
    )
    blocks = kept(store, content, kinds.MSG).leaf(1).blocks
    assert [said(block) for block in blocks] == [("heading", "Acta ñ"), ("lines", "Va el acta")]


def test_an_archive_is_a_list(store: Store) -> None:
    (block,) = kept(store, samples.zipped({"a/uno.txt": "hola", "dos.pdf": "x"}), kinds.ZIP).leaf(1).blocks
    assert block.rows == (("a/uno.txt", "4"), ("dos.pdf", "1"))


@pytest.mark.parametrize("kind", [kinds.DOCX, kinds.PPTX, kinds.ODT, kinds.ODP, kinds.ZIP, kinds.MSG])
def test_what_is_none_of_them_says_so(store: Store, kind: kinds.FileKind) -> None:
    with pytest.raises(BrokenHere):
        kept(store, b"PK\x03\x04 y nada que sirva", kind).outline()


FROM_ELSEWHERE = "<!DOCTYPE d [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"


def test_an_entity_brings_nothing_in(store: Store) -> None:
    part = f"{FROM_ELSEWHERE}<d {papers.OPEN}><text:p>dice &f;</text:p></d>"
    words = kept(store, samples.zipped({"content.xml": part}), kinds.ODT).leaf(1).words
    assert words == "dice &f;"
