"""Signed heads: in the public form, checked with the public key alone, also by a program that is not ours."""

import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sello.core.trail.ledger import tree
from sello.core.trail.ledger.note import (
    BadNote,
    Head,
    head_of,
    opened,
    origin_of,
    proof_text,
    signed,
    verifier_key,
)
from tests import machine

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = Head("sello.example.cl/sello/1", 8, tree.leaf_hash(b"root"))
NOTE = signed(HEAD, KEY)
VERIFIER = verifier_key(HEAD.origin, KEY.public_key().public_bytes_raw())


def test_a_note_is_three_lines_a_blank_one_and_the_signature() -> None:
    origin, size, root, blank, signature = NOTE.splitlines()
    assert (origin, size, blank) == (HEAD.origin, "8", "")
    assert b64decode(root) == HEAD.root
    assert signature.startswith(f"— {HEAD.origin} ")
    assert len(b64decode(signature.rsplit(" ", 1)[1])) == 4 + 64
    assert opened(NOTE, VERIFIER) == head_of(NOTE) == HEAD


BENT = {
    "another size": NOTE.replace("\n8\n", "\n9\n"),
    "another root": NOTE.replace(NOTE.splitlines()[2], "A" * 43 + "="),
    "another origin": NOTE.replace("sello/1", "sello/2"),
    "a zero before the size": NOTE.replace("\n8\n", "\n08\n"),
    "a size of 19 digits": NOTE.replace("\n8\n", f"\n{'9' * 19}\n"),
    "a size of 5,000 digits": NOTE.replace("\n8\n", f"\n{'9' * 5000}\n"),
    "no signature": NOTE.split("—", maxsplit=1)[0],
    "cut": NOTE[:-1],
    "signature of another text": signed(Head(HEAD.origin, 9, HEAD.root), KEY).replace("\n9\n", "\n8\n"),
    "another key": signed(HEAD, Ed25519PrivateKey.from_private_bytes(bytes(32))),
    "nothing": "",
    "no base64": NOTE.replace(NOTE.splitlines()[2], "é"),
    "no dash": NOTE.replace("— ", "- "),
}


@pytest.mark.parametrize("bent", BENT)
def test_a_bent_note_is_no_note(bent: str) -> None:
    with pytest.raises(BadNote):
        opened(BENT[bent], VERIFIER)


@pytest.mark.parametrize("verifier", ["", "a+b", VERIFIER[:-4], VERIFIER.replace("+", "+0", 1)])
def test_a_bent_key_opens_nothing(verifier: str) -> None:
    with pytest.raises(BadNote):
        opened(NOTE, verifier)


@machine.needs("openssl")
def test_openssl_agrees(tmp_path: Path) -> None:
    """The signature is plain Ed25519 over the text before the blank line: any tool checks it."""
    body, _, signature = NOTE.rpartition("\n\n")
    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for name, content in (
        ("key.pem", pem),
        ("text", f"{body}\n".encode()),
        ("signature", b64decode(signature.split()[-1])[4:]),
        ("bent", f"{body} \n".encode()),
    ):
        (tmp_path / name).write_bytes(content)
    for name, sound in (("text", True), ("bent", False)):
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", name]
        done = subprocess.run(
            [*command, "-sigfile", "signature"], cwd=tmp_path, capture_output=True, check=False
        )
        assert (done.returncode == 0) is sound, done.stderr


def test_a_proof_is_one_text_with_the_leaf_in_it() -> None:
    lines = proof_text(leaf=b"{}", index=3, proof=[bytes(32)], note=NOTE).split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra e30=", "index 3"]
    assert lines[3:5] == ["A" * 43 + "=", ""]
    assert "\n".join(lines[5:]) == NOTE


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("sello.muni.example", "sello.muni.example/sello/1"),
        ("127.0.0.1:8000", "127.0.0.1:8000/sello/1"),
        ("", "localhost/sello/1"),
        ("a b+c", "abc/sello/1"),
    ],
)
def test_an_origin_has_neither_blank_nor_plus(host: str, origin: str) -> None:
    assert origin_of(host, 1) == origin
