"""Witnesses: their signatures in the public form, and what they sign and refuse, as rules."""

import subprocess
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as some

from sello.core.trail.ledger import tree
from sello.core.trail.ledger.cosigning import (
    Shown,
    Verdict,
    cosigned,
    judged,
    request_of,
    request_text,
    seen_at,
    witness_key,
    witness_name,
)
from sello.core.trail.ledger.note import BadNote, Head, opened, signed, verifier_key
from sello.core.trail.ledger.peers import BadList, witnessed_in, witnesses_in
from tests import machine
from tests.builders import NOW

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
HEAD = Head("sello.example/sello/1", 8, tree.leaf_hash(b"root"))
NOTE = signed(HEAD, KEY)
TREE_KEY = verifier_key(HEAD.origin, KEY.public_key().public_bytes_raw())
NAME = witness_name("otra.example")
WITNESS = witness_key(NAME, OTHER)
LINE = cosigned(HEAD, NAME, OTHER, now=NOW)


def grown(size: int, salt: bytes = b"") -> tuple[tree.Growing, dict[tree.Name, bytes]]:
    """A tree of so many leaves and its nodes; `salt`: its last leaf is another one."""
    growing, nodes = tree.Growing(), {}
    for number in range(size):
        mark = salt if number == size - 1 else b""
        nodes |= dict(growing.append(tree.leaf_hash(b"%d" % number + mark)))
    return growing, nodes


def proven(old: int, size: int) -> tuple[bytes, ...]:
    return tuple(tree.consistency(old, size, grown(size)[1].__getitem__)) if old else ()


def head(size: int, salt: bytes = b"") -> Head:
    return Head(HEAD.origin, size, grown(size, salt)[0].root)


def test_both_signatures_are_found_under_one_note() -> None:
    assert opened(NOTE + LINE, TREE_KEY) == HEAD
    assert seen_at(NOTE + LINE, WITNESS) == NOW.replace(microsecond=0)


@pytest.mark.parametrize(
    ("note", "verifier"),
    [
        (NOTE, WITNESS),
        (NOTE.replace("\n8\n", "\n9\n") + LINE, WITNESS),
        (NOTE + LINE, witness_key(NAME, KEY)),
        (NOTE + LINE, TREE_KEY),
        (NOTE + cosigned(Head(HEAD.origin, 9, HEAD.root), NAME, OTHER, now=NOW), WITNESS),
        (NOTE + LINE[:-9] + "\n", WITNESS),
        ("" + LINE, WITNESS),
    ],
)
def test_a_signature_of_something_else_is_none(note: str, verifier: str) -> None:
    with pytest.raises(BadNote):
        seen_at(note, verifier)


@machine.needs("openssl")
def test_another_program_finds_the_witness_signature_right(tmp_path: Path) -> None:
    data = b64decode(LINE.rsplit(" ", 1)[1])
    seconds = int.from_bytes(data[4:12], "big")
    (tmp_path / "signature").write_bytes(data[12:])
    (tmp_path / "text").write_bytes(f"cosignature/v1\ntime {seconds}\n".encode() + HEAD.body.encode())
    (tmp_path / "key.pem").write_bytes(
        OTHER.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    words = [
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem",
        "-rawin",
        "-in",
        "text",
        "-sigfile",
        "signature",
    ]
    assert subprocess.run(["openssl", *words], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert datetime.fromtimestamp(seconds, UTC) == NOW.replace(microsecond=0)


@given(some.integers(0, 40), some.integers(1, 40))
def test_what_grows_is_signed_and_nothing_else(old: int, more: int) -> None:
    stands = old, grown(old)[0].root
    size = old + more
    proof = proven(old, size)
    assert judged(stands, head(size), old, proof) is Verdict.SIGNED
    if old:
        other = old, grown(old, b"another past")[0].root
        assert judged(other, head(size), old, proof) is Verdict.NO_PROOF
        assert judged(stands, head(old), old, ()) is Verdict.SIGNED, "shown again"
        assert judged(stands, head(old, b"another past"), old, ()) is Verdict.OTHER_STATE
    assert judged(stands, head(size), old, (*proof, tree.EMPTY)) is Verdict.NO_PROOF
    assert judged(stands, head(size), size, ()) is Verdict.OTHER_STATE
    assert judged(stands, head(size), size + 1, ()) is Verdict.BACKWARDS


def test_a_question_reads_back_as_it_was_written() -> None:
    shown = Shown(5, proven(5, 8), NOTE)
    assert request_of(request_text(shown)) == shown


HASH = request_text(Shown(1, (tree.EMPTY,), NOTE)).split("\n")[1]


@pytest.mark.parametrize(
    "bent",
    [
        "",
        NOTE,
        f"old 05\n\n{NOTE}",
        f"old -1\n\n{NOTE}",
        f"old ٣\n\n{NOTE}",
        f"older 1\n\n{NOTE}",
        f"old 1\nAAAA\n\n{NOTE}",
        f"old 1\n¿?\n\n{NOTE}",
        "old 1\n" + f"{HASH}\n" * 64 + f"\n{NOTE}",
        "old 1\n",
        f"old {'9' * 5000}\n\n{NOTE}",
        f"old {'9' * 19}\n\n{NOTE}",
    ],
)
def test_a_bent_question_is_none(bent: str) -> None:
    with pytest.raises(BadNote):
        request_of(bent)


def test_lists_are_read_with_their_remarks(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text(f"# La vecina\n\n{WITNESS}  https://otra.example/testigo/\n", encoding="utf-8")
    (one,) = witnesses_in(file)
    assert (one.name, one.verifier, one.address) == (NAME, WITNESS, "https://otra.example/testigo")
    file.write_text(f"{TREE_KEY}\n", encoding="utf-8")
    assert witnessed_in(file) == {HEAD.origin: TREE_KEY}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (WITNESS, 1),
        (f"# una\n{WITNESS} http://otra.example", 2),
        (f"{WITNESS} ftp://127.0.0.1", 1),
        (f"{TREE_KEY} https://otra.example", 1),
        ("a+b https://otra.example", 1),
        (f"{WITNESS} https://", 1),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, number: int) -> None:
    file = tmp_path / "list"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(BadList) as bad:
        witnesses_in(file)
    assert bad.value.line == number


def test_no_file_and_no_text_are_bad_lists(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name in ("nothing", "bytes"):
        with pytest.raises(BadList):
            witnessed_in(tmp_path / name)
