"""What came along with an e-mail is named and read as any document, and nothing more of it."""

import io
from pathlib import Path

import pytest

from sello.core.refusal import NotFound
from sello.files import kinds
from sello.files.jail import warden
from sello.files.reading.attached import Attached, Mail, NotOpenedHere
from sello.files.reading.room import BrokenHere, NotShown
from sello.files.store.disk import Store
from tests.files import samples
from tests.files.reading import papers
from tests.files.reading.letters import letter

EVERY = kinds.allowed("")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def kept(store: Store, content: bytes) -> str:
    received = store.receive(io.BytesIO(content), limit=1 << 30, name="a")
    store.keep(received, name="a")
    return received.sha256


def mail(store: Store, content: bytes, kind: kinds.FileKind = kinds.EML) -> Mail:
    return Mail(store, kept(store, content), kind.media_type)


def at(store: Store, content: bytes, place: str, kind: kinds.FileKind = kinds.EML) -> Attached:
    return Attached(store, kept(store, content), kind.media_type, place, EVERY)


DEEPEST = letter("Tercero", ("hondo.txt", b"del fondo\n" * 3))
SECOND = letter("Re: acta 3/2026", ("lista.csv", b"a;b\r\n1;2\r\n"), inside=DEEPEST)
MAIL = letter(
    "Acta", ("Acta Ñuñoa.pdf", papers.paper("El Comité")), ("x.exe", b"MZ\x90\x00" * 40), inside=SECOND
)
CONTENT = MAIL.as_bytes()


def test_files_are_named_with_their_length_and_a_mail_inside_by_what_it_is_about(store: Store) -> None:
    found = mail(store, CONTENT).along()
    assert [(each.place, each.name) for each in found.files] == [
        ("1", "Acta Ñuñoa.pdf"),
        ("2", "x.exe"),
        ("3", "Re: acta 3-2026.eml"),
    ]
    assert found.files[0].size == len(papers.paper("El Comité"))
    assert not found.more


def test_a_paper_is_drawn_and_its_words_are_read(store: Store) -> None:
    document = at(store, CONTENT, "1")
    assert document.known.media_type == kinds.PDF.media_type
    assert document.leaf(1).text == "El Comité"
    assert document.picture(1, 100).startswith(b"\xff\xd8\xff")
    assert document.content == papers.paper("El Comité")


def test_a_mail_inside_is_a_mail_whose_files_open_too_but_not_for_ever(store: Store) -> None:
    inside = at(store, CONTENT, "3")
    assert "Adjunto lo pedido." in inside.leaf(1).words
    assert [each.place for each in inside.along().files] == ["3.1", "3.2"]
    assert at(store, CONTENT, "3.1").leaf(1).blocks[0].rows[1] == ("1", "2")
    deepest = at(store, CONTENT, "3.2.1")
    assert "del fondo" in deepest.leaf(1).words
    for beyond in ("3.2.1.1", "3.2.2", "4", "0", "01", "-1", "1.1", "3.", ".", "", "9" * 40, "١", "3\n"):
        with pytest.raises(NotFound):
            at(store, CONTENT, beyond)


def test_what_is_no_evidence_is_neither_opened_nor_given(store: Store) -> None:
    document = at(store, CONTENT, "2")
    for act in (document.require, document.outline, lambda: document.picture(1, 100)):
        with pytest.raises(NotShown):
            act()
    with pytest.raises(NotOpenedHere, match=r"x\.exe"):
        document.require()


def test_a_kind_that_the_town_does_not_take_is_not_opened_either(store: Store) -> None:
    document = Attached(store, kept(store, CONTENT), kinds.EML.media_type, "1", (kinds.PNG,))
    with pytest.raises(NotOpenedHere):
        document.require()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nSet-Cookie: x=1.pdf", "\u202efdp.exe", "", "." * 300]
)
def test_a_hostile_name_is_harmless(store: Store, name: str) -> None:
    plain = letter("x", ("NOMBRE", papers.paper("Uno"))).as_bytes()
    content = plain.replace(b'filename="NOMBRE"', b"filename*=utf-8''" + _quoted(name))
    (only,) = mail(store, content).along().files
    assert not set(only.name) & {"/", "\r", "\n", "\u202e"}
    assert 0 < len(only.name) <= 200
    assert at(store, content, "1").leaf(1).text == "Uno"


def _quoted(name: str) -> bytes:
    return "".join(f"%{byte:02x}" for byte in name.encode()).encode()


def test_another_document_has_nothing_along(store: Store) -> None:
    assert mail(store, papers.paper("Uno"), kinds.PDF).along().files == ()
    with pytest.raises(NotFound):
        at(store, papers.paper("Uno"), "1", kinds.PDF)


def test_a_thousand_files_are_named_up_to_a_bound(store: Store) -> None:
    found = mail(store, letter("x", *[(f"{n}.txt", b"a") for n in range(300)]).as_bytes()).along()
    assert (len(found.files), found.more) == (200, True)


def test_mails_five_hundred_deep_end(store: Store) -> None:
    head = b"From: a@b.example\r\nDate: Mon, 2 Nov 2026 10:00:00 -0300\r\nSubject: x\r\n"
    begun = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    nested = b"Content-Type: message/rfc822\r\n\r\n"
    content = b"".join(head + begun % (n, n) + nested for n in range(500))
    try:
        found = mail(store, content).along()
    except NotShown:
        return
    assert len(found.files) <= 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"files": 1, "more": 0}',
        b'{"files": [{"name": "x"}], "more": 0}',
        b'{"files": [1], "more": 0}',
    ],
)
def test_an_answer_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, store: Store, content: bytes
) -> None:
    document = mail(store, CONTENT)
    monkeypatch.setattr(warden, "read", lambda *_said, **_how: warden.Reply("ok", content))
    with pytest.raises(BrokenHere):
        document.along()


def test_what_is_drawn_of_it_goes_with_its_mail(store: Store) -> None:
    document = at(store, CONTENT, "1")
    document.picture(1, 100)
    drawn = [path for path in store.pages._root.rglob("*") if path.is_file()]
    assert drawn
    assert {path.parent.name for path in drawn} == {document.sha256}


def test_a_file_of_an_outlook_mail_is_read(store: Store) -> None:
    (only,) = mail(store, samples.msg_with("acta.txt", b"Acta del comite\n"), kinds.MSG).along().files
    assert (only.place, only.name, only.size) == ("1", "acta.txt", 16)
    document = at(store, samples.msg_with("acta.txt", b"Acta del comite\n"), "1", kinds.MSG)
    assert "Acta del comite" in document.leaf(1).words
