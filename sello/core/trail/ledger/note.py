"""Signed heads of a tree, in the public forms of C2SP: `signed-note`, `tlog-checkpoint`, `tlog-proof`.

A head is three lines: whose tree, how many leaves, its root. Signed with Ed25519 it is a note that anybody
checks who knows the verifier key, today or in three years, with tools that are not ours.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "— "
PROOF = "c2sp.org/tlog-proof@v1"
ID = 4
_KEY = 32
_DIGITS = 18


class BadNote(ValueError):
    """A text is no signed head, or its signature is not the key's."""


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a tree: whose it is, its leaves, its root."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{in_letters(self.root)}\n"


def origin_of(host: str, institution_id: int) -> str:
    """The name of an institution's tree: no blank and no plus, as the form demands."""
    return f"{host_name(host)}/sello/{institution_id}"


def host_name(host: str) -> str:
    """A host as it stands in the names of trees and witnesses."""
    return "".join(letter for letter in host if letter.isalnum() or letter in ".:-[]") or "localhost"


def verifier_key(name: str, public: bytes, kind: bytes = ED25519) -> str:
    """The public key in the form in which it is printed: name, short id, key."""
    return f"{name}+{key_id(name, kind, public).hex()}+{in_letters(kind + public)}"


def signed(head: Head, key: Ed25519PrivateKey) -> str:
    """A head as a signed note."""
    signature = key.sign(head.body.encode())
    public = key.public_key().public_bytes_raw()
    return (
        f"{head.body}\n{DASH}{head.origin} {in_letters(key_id(head.origin, ED25519, public) + signature)}\n"
    )


def opened(note: str, verifier: str) -> Head:
    """The head that a note carries, once its signature is seen to be the verifier key's; raises BadNote."""
    head, signatures = parts(note)
    origin, short, public = verifier_of(verifier, ED25519)
    if head.origin != origin:
        raise BadNote("the note is of another origin")
    for name, data in signatures:
        if name == origin and data[:ID] == short:
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(data[ID:], head.body.encode())
            except InvalidSignature:
                raise BadNote("the signature is not of this text") from None
            return head
    raise BadNote("the note is not signed by this key")


def head_of(note: str) -> Head:
    """The head that a note says it carries, its signature unseen; raises BadNote."""
    return parts(note)[0]


def proof_text(*, leaf: bytes, index: int, proof: Sequence[bytes], note: str) -> str:
    """The proof that a leaf stands in a signed tree, as one text that needs nothing beside it."""
    lines = [PROOF, f"extra {in_letters(leaf)}", f"index {index}", *map(in_letters, proof)]
    return "\n".join(lines) + f"\n\n{note}"


def parts(note: str) -> tuple[Head, list[tuple[str, bytes]]]:
    """The head of a note and its signatures, unseen, each with the name that it bears; raises BadNote."""
    text, blank, tail = note.rpartition("\n\n")
    lines = f"{text}\n".splitlines() if blank else []
    if len(lines) != 3 or not tail.endswith("\n"):
        raise BadNote("not a signed head")
    origin, size, root = lines
    leaves, signatures = size_in(size), []
    for line in tail.splitlines():
        name, _, data = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH):
            raise BadNote("not a signature")
        signatures.append((name, from_letters(data)))
    return Head(origin, leaves, from_letters(root)), signatures


def size_in(text: str) -> int:
    """A number of leaves as the forms write it, and as a database holds it; raises BadNote."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    if not plain or str(int(text)) != text:
        raise BadNote("the size is not a plain number")
    return int(text)


def verifier_of(verifier: str, kind: bytes) -> tuple[str, bytes, bytes]:
    """The name, the short id and the public key of a verifier key of that kind; raises BadNote."""
    name, _, rest = verifier.partition("+")
    short, _, data = rest.partition("+")
    public = from_letters(data)
    if public[:1] != kind or len(public) != 1 + _KEY or key_id(name, kind, public[1:]).hex() != short:
        raise BadNote("not a verifier key")
    return name, bytes.fromhex(short), public[1:]


def key_id(name: str, kind: bytes, public: bytes) -> bytes:
    """The four bytes by which a signature says whose key it is of, and for what the key signs."""
    return sha256(f"{name}\n".encode() + kind + public).digest()[:ID]


def in_letters(data: bytes) -> str:
    """Bytes as the forms write them."""
    return b64encode(data).decode()


def from_letters(text: str) -> bytes:
    """What was written so; raises BadNote."""
    try:
        return b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise BadNote("not base64") from None
