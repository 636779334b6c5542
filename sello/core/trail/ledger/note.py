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
_ID = 4
_KEY = 32


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
        return f"{self.origin}\n{self.size}\n{_text(self.root)}\n"


def origin_of(host: str, institution_id: int) -> str:
    """The name of an institution's tree: no blank and no plus, as the form demands."""
    name = "".join(letter for letter in host if letter.isalnum() or letter in ".:-[]") or "localhost"
    return f"{name}/sello/{institution_id}"


def verifier_key(origin: str, public: bytes) -> str:
    """The public key in the form in which it is printed: name, short id, key."""
    return f"{origin}+{_key_id(origin, public).hex()}+{_text(ED25519 + public)}"


def signed(head: Head, key: Ed25519PrivateKey) -> str:
    """A head as a signed note."""
    signature = key.sign(head.body.encode())
    public = key.public_key().public_bytes_raw()
    return f"{head.body}\n{DASH}{head.origin} {_text(_key_id(head.origin, public) + signature)}\n"


def opened(note: str, verifier: str) -> Head:
    """The head that a note carries, once its signature is seen to be the verifier key's; raises BadNote."""
    head, signatures = _parts(note)
    origin, key_id, public = _verifier(verifier)
    if head.origin != origin:
        raise BadNote("the note is of another origin")
    for name, data in signatures:
        if name == origin and data[:_ID] == key_id:
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(data[_ID:], head.body.encode())
            except InvalidSignature:
                raise BadNote("the signature is not of this text") from None
            return head
    raise BadNote("the note is not signed by this key")


def head_of(note: str) -> Head:
    """The head that a note says it carries, its signature unseen; raises BadNote."""
    return _parts(note)[0]


def proof_text(*, leaf: bytes, index: int, proof: Sequence[bytes], note: str) -> str:
    """The proof that a leaf stands in a signed tree, as one text that needs nothing beside it."""
    lines = [PROOF, f"extra {_text(leaf)}", f"index {index}", *map(_text, proof)]
    return "\n".join(lines) + f"\n\n{note}"


def _parts(note: str) -> tuple[Head, list[tuple[str, bytes]]]:
    text, blank, tail = note.rpartition("\n\n")
    lines = f"{text}\n".splitlines() if blank else []
    if len(lines) != 3 or not tail.endswith("\n"):
        raise BadNote("not a signed head")
    origin, size, root = lines
    if not size.isascii() or not size.isdecimal() or str(int(size)) != size:
        raise BadNote("the size is not a plain number")
    signatures = []
    for line in tail.splitlines():
        name, _, data = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH):
            raise BadNote("not a signature")
        signatures.append((name, _bytes(data)))
    return Head(origin, int(size), _bytes(root)), signatures


def _verifier(verifier: str) -> tuple[str, bytes, bytes]:
    origin, _, rest = verifier.partition("+")
    key_id, _, data = rest.partition("+")
    public = _bytes(data)
    if public[:1] != ED25519 or len(public) != 1 + _KEY or _key_id(origin, public[1:]).hex() != key_id:
        raise BadNote("not a verifier key")
    return origin, bytes.fromhex(key_id), public[1:]


def _key_id(origin: str, public: bytes) -> bytes:
    return sha256(f"{origin}\n".encode() + ED25519 + public).digest()[:_ID]


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise BadNote("not base64") from None
