"""A witness's signature under somebody else's head, in public forms: `tlog-cosignature`, `tlog-witness`.

Who keeps a tree could sign two different pasts and show each to another reader. A witness signs only what
grows out of the last head that it signed: under her signature there is one past.
Source of the forms: C2SP, https://c2sp.org/tlog-cosignature and https://c2sp.org/tlog-witness.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sello.core.trail.ledger import tree
from sello.core.trail.ledger.note import (
    DASH,
    ID,
    BadNote,
    Head,
    from_letters,
    host_name,
    in_letters,
    key_id,
    parts,
    size_in,
    verifier_key,
    verifier_of,
)

COSIGNATURE = b"\x04"
MOST_HASHES = 63
"""A proof of a tree that anybody could grow is not longer."""
_TIME = 8

State = tuple[int, bytes]
"""A tree as a witness knows it: its leaves, its root."""


class Verdict(Enum):
    """What a witness makes of a head that is shown to her."""

    SIGNED = "signed"
    OTHER_STATE = "other state"
    NO_PROOF = "no proof"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a witness is asked: a signed head, and the proof that it begins with the one of `old` leaves."""

    old: int
    proof: tuple[bytes, ...]
    note: str


def witness_name(host: str) -> str:
    """The name of an instance as a witness of others."""
    return f"{host_name(host)}/sello/testigo"


def witness_key(name: str, key: Ed25519PrivateKey) -> str:
    """The public key with which a witness's signatures are checked, as it is printed."""
    return verifier_key(name, key.public_key().public_bytes_raw(), COSIGNATURE)


def cosigned(head: Head, name: str, key: Ed25519PrivateKey, *, now: datetime) -> str:
    """The line with which a witness signs a head at an instant, to be put under the note."""
    seconds = int(now.timestamp())
    data = seconds.to_bytes(_TIME, "big") + key.sign(_message(head, seconds))
    public = key.public_key().public_bytes_raw()
    return f"{DASH}{name} {in_letters(key_id(name, COSIGNATURE, public) + data)}\n"


def seen_at(note: str, verifier: str) -> datetime:
    """When the witness with that key signed a note's head; raises BadNote: she did not, or not this one."""
    head, signatures = parts(note)
    name, short, public = verifier_of(verifier, COSIGNATURE)
    for bears, data in signatures:
        if bears != name or data[:ID] != short:
            continue
        seconds, signature = int.from_bytes(data[ID : ID + _TIME], "big"), data[ID + _TIME :]
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(head, seconds))
            return datetime.fromtimestamp(seconds, UTC)
        except (InvalidSignature, ValueError, OverflowError, OSError):
            raise BadNote("the witness did not sign this head") from None
    raise BadNote("the witness did not sign")


def request_text(shown: Shown) -> str:
    """What is sent to a witness."""
    return "".join(
        (f"old {shown.old}\n", *(f"{in_letters(each)}\n" for each in shown.proof), "\n", shown.note)
    )


def request_of(text: str) -> Shown:
    """What was sent to a witness; raises BadNote."""
    asked, blank, note = text.partition("\n\n")
    first, *hashes = asked.split("\n")
    word, _, size = first.partition(" ")
    if not blank or word != "old":
        raise BadNote("not what a witness is asked")
    if len(hashes) > MOST_HASHES:
        raise BadNote("no proof is so long")
    proof = tuple(from_letters(each) for each in hashes)
    if any(len(each) != len(tree.EMPTY) for each in proof):
        raise BadNote("not a hash")
    return Shown(size_in(size), proof, note)


def judged(stands: State, head: Head, old: int, proof: Sequence[bytes]) -> Verdict:
    """What a witness who signed `stands` last makes of a head: her signature, or why not."""
    if old > head.size:
        return Verdict.BACKWARDS
    if old != stands[0] or (head.size == old and head.root != stands[1]):
        return Verdict.OTHER_STATE
    if not tree.begins_with(stands, (head.size, head.root), proof):
        return Verdict.NO_PROOF
    return Verdict.SIGNED


def _message(head: Head, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{head.body}".encode()
