"""Whether the trail is still what was signed: every event, leaf, node and signed head is looked at again.

Everything is worked out anew from the events; nothing that is kept is believed. What was changed since a head
that lies outside is found also when whoever changed it wrote all hashes anew. What cannot be found is a cut
back to the last signed head, or a change of what came after it: a day at most.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from sqlalchemy import func, select

from sello.core.db import db
from sello.core.labels import N_
from sello.core.trail.events import Event
from sello.core.trail.ledger import queries, tree
from sello.core.trail.ledger.appending import values_of
from sello.core.trail.ledger.cosigning import seen_at
from sello.core.trail.ledger.leaf import leaf_of
from sello.core.trail.ledger.models import LedgerCheckpoint, LedgerHead, LedgerLeaf, LedgerNode
from sello.core.trail.ledger.note import BadNote, Head, head_of, opened
from sello.core.trail.ledger.tree import Growing, Name

PAGE = 2000


class Fault(StrEnum):
    """What does not fit, in words for whoever keeps the server."""

    words: str

    def __new__(cls, value: str, words: str) -> "Fault":
        """A fault with its sentence, which may name the event and the place."""
        member = str.__new__(cls, value)
        member._value_, member.words = value, words
        return member

    CHANGED = "changed", N_("El hecho %(event)s (lugar %(place)s) no es el que se inscribió.")
    GONE = "gone", N_("Falta el hecho %(event)s, inscrito en el lugar %(place)s.")
    LEAF = "leaf", N_("Falta la inscripción del lugar %(place)s.")
    LOOSE = "loose", N_("El hecho %(event)s no está inscrito.")
    NODE = "node", N_("El árbol no cuadra sobre el lugar %(place)s.")
    HEAD = "head", N_("La cabeza del árbol no es la de sus inscripciones (son %(place)s).")
    SIGNATURE = "signature", N_("El punto de control N° %(place)s no lleva una firma válida.")
    ROOT = "root", N_("El punto de control N° %(place)s no es de este historial.")
    SHORT = "short", N_("Se firmó hasta la inscripción N° %(place)s y ya no hay tantas.")
    WITHIN = (
        "within",
        N_("El punto de control N° %(place)s está fuera de la base y no en ella."),
    )
    WITNESS = (
        "witness",
        N_("La firma de testigo del punto de control N° %(place)s no es de ese punto."),
    )


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit: what, at which place (from 1) or size, and of which event."""

    fault: Fault
    place: int
    event: int | None = None


def check(
    outside: Sequence[str], verifiers: Sequence[str], *, told: Callable[[int], None]
) -> Iterator[Misfit]:
    """Look at the whole trail of the institution at work; gives what does not fit, from the beginning on.

    `outside` are the signed heads that lie outside the database, `verifiers` the keys with which they may be
    signed. `told` hears how many leaves were just looked at.
    """
    kept = db.session.execute(
        select(LedgerCheckpoint.note, LedgerCheckpoint.verifier).order_by(LedgerCheckpoint.size)
    ).all()
    heads: list[Head] = []
    for note, keys in [(row.note, [row.verifier]) for row in kept] + [(note, verifiers) for note in outside]:
        found = _opened(note, keys)
        if isinstance(found, Misfit):
            yield found
        else:
            heads.append(found)
    within = {row.note for row in kept}
    yield from (Misfit(Fault.WITHIN, _size(note)) for note in outside if note not in within)
    yield from _unwitnessed({_size(row.note): row.note for row in kept})
    yield from _walk({size: list(group) for size, group in _by_size(heads)}, told)
    yield from _loose()


def _unwitnessed(notes: dict[int, str]) -> Iterator[Misfit]:
    """Signatures of witnesses that are of another head than the one beside which they are kept."""
    for size, rows in sorted(queries.cosignatures().items()):
        for row in rows:
            try:
                seen_at(notes.get(size, "") + row.line, row.verifier)
            except BadNote:
                yield Misfit(Fault.WITNESS, size)


def _opened(note: str, keys: Sequence[str]) -> Head | Misfit:
    for key in keys:
        try:
            return opened(note, key)
        except BadNote:
            continue
    return Misfit(Fault.SIGNATURE, _size(note))


def _size(note: str) -> int:
    try:
        return head_of(note).size
    except BadNote:
        return 0


def _by_size(heads: Sequence[Head]) -> Iterator[tuple[int, Iterator[Head]]]:
    return groupby(sorted(heads, key=lambda head: head.size), key=lambda head: head.size)


def _walk(signed: dict[int, list[Head]], told: Callable[[int], None]) -> Iterator[Misfit]:
    """Grow the tree anew, leaf by leaf, beside what is kept of it and what was signed."""
    growing = Growing()
    while page := _page(growing.size):
        nodes = _nodes(growing.size, growing.size + len(page))
        for position, event_id, leaf in page:
            if position != growing.size:
                yield Misfit(Fault.LEAF, growing.size + 1)
                return
            entered = nodes.get((0, position), tree.leaf_hash(leaf or b""))
            yield from _leaf(position, event_id, leaf, entered)
            broken = _grow(growing, entered, nodes, signed)
            if broken is not None:
                yield broken
                return
        told(len(page))
        db.session.expunge_all()
    yield from (Misfit(Fault.SHORT, size) for size in signed if size > growing.size)
    kept = db.session.execute(select(LedgerHead.size, LedgerHead.peaks)).one_or_none()
    if ((0, b"") if kept is None else tuple(kept)) != (growing.size, b"".join(growing.peaks)):
        yield Misfit(Fault.HEAD, growing.size)


def _leaf(position: int, event_id: int, leaf: bytes | None, entered: bytes) -> Iterator[Misfit]:
    if leaf is None:
        yield Misfit(Fault.GONE, position + 1, event_id)
    elif tree.leaf_hash(leaf) != entered:
        yield Misfit(Fault.CHANGED, position + 1, event_id)


def _grow(
    growing: Growing, entered: bytes, nodes: dict[Name, bytes], signed: dict[int, list[Head]]
) -> Misfit | None:
    """Enter one leaf's hash; gives what of the nodes above it, or of a head signed then, does not fit."""
    made = growing.append(entered)
    if any(nodes.get(name) != hashed for name, hashed in made):
        return Misfit(Fault.NODE, growing.size)
    if any(head.root != growing.root for head in signed.get(growing.size, ())):
        return Misfit(Fault.ROOT, growing.size)
    return None


def _page(start: int) -> list[tuple[int, int, bytes | None]]:
    """The next leaves: position, id of the event, and what the event amounts to today; None: it is gone."""
    placed = db.session.execute(
        select(LedgerLeaf.position, LedgerLeaf.event_id)
        .where(LedgerLeaf.position >= start)
        .order_by(LedgerLeaf.position)
        .limit(PAGE)
    ).all()
    found = _events([row.event_id for row in placed])
    return [(row.position, row.event_id, found.get(row.event_id)) for row in placed]


def _events(ids: Sequence[int]) -> dict[int, bytes]:
    """Events as leaves; one that cannot be read any more is no leaf of ours."""
    try:
        rows = db.session.scalars(select(Event).where(Event.id.in_(ids))).all()
    except (LookupError, ValueError):
        if len(ids) == 1:
            return {ids[0]: b""}
        return {key: leaf for event_id in ids for key, leaf in _events([event_id]).items()}
    return {row.id: leaf_of(values_of(row)) for row in rows}


def _nodes(start: int, end: int) -> dict[Name, bytes]:
    """The full subtrees that become complete with the leaves from `start` up to `end`."""
    found: dict[Name, bytes] = {}
    for level in range(end.bit_length()):
        rows = db.session.execute(
            select(LedgerNode.position, LedgerNode.digest).where(
                LedgerNode.level == level,
                LedgerNode.position >= start >> level,
                LedgerNode.position < end >> level,
            )
        )
        found |= {(level, row.position): row.digest for row in rows}
    return found


def _loose() -> Iterator[Misfit]:
    """Events that no leaf tells of: written past the program."""
    entered = select(LedgerLeaf.event_id).where(LedgerLeaf.event_id == Event.id)
    for event_id in db.session.scalars(select(Event.id).where(~entered.exists()).order_by(Event.id)):
        yield Misfit(Fault.LOOSE, 0, event_id)


def leaves() -> int:
    """How many leaves there are to look at, for a bar of progress."""
    return db.session.execute(select(func.count()).select_from(LedgerLeaf)).scalar_one()
