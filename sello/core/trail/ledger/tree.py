"""The arithmetic of a Merkle tree that only grows: its root, and proofs that a stranger can check.

Hashing, proofs and their checks are those of RFC 9162 §2.1 (RFC 6962 §2.1 says the same). Only full subtrees
are ever kept, and none is written twice: a node is named by its level (0: a leaf's hash) and its position
among the nodes of that level, from the left. Everything else is worked out from them.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

Name = tuple[int, int]
"""Level and position of a full subtree."""

Read = Callable[[Name], bytes]
"""Gives the hash of a full subtree."""

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf, which can never be taken for that of a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands on two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> tuple[Name, ...]:
    """The full subtrees that a tree of so many leaves consists of, from the left, each as large as can be."""
    found, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return tuple(found)


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root of a tree whose peaks have these hashes, from the left."""
    if not hashes:
        return EMPTY
    *rest, root = hashes
    for left in reversed(rest):
        root = node_hash(left, root)
    return root


class Growing:
    """A tree that grows leaf by leaf and remembers nothing but its peaks: log n hashes."""

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if len(hashes) != size.bit_count():
            raise ValueError("a tree has as many peaks as its size has ones")
        self.size = size
        self.peaks = list(hashes)

    @property
    def root(self) -> bytes:
        """The root as it is now."""
        return root_of(self.peaks)

    def append(self, digest: bytes) -> list[tuple[Name, bytes]]:
        """Add the hash of a leaf; gives the full subtrees that are complete with it, the leaf first."""
        level, position = 0, self.size
        made = [((level, position), digest)]
        while position & 1:
            digest = node_hash(self.peaks.pop(), digest)
            level, position = level + 1, position >> 1
            made.append(((level, position), digest))
        self.peaks.append(digest)
        self.size += 1
        return made


def inclusion(index: int, size: int, read: Read) -> list[bytes]:
    """The proof that a leaf stands at `index` (from 0) of a tree of so many (RFC 9162 §2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError("the tree has no such leaf")
    return list(_inclusion(index, 0, size, read))


def needed(prove: Callable[[Read], object]) -> list[Name]:
    """The full subtrees whose hashes a proof is made of."""
    names: list[Name] = []

    def note(name: Name) -> bytes:
        names.append(name)
        return EMPTY

    prove(note)
    return names


def _inclusion(index: int, start: int, end: int, read: Read) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = _middle(start, end)
    if index < middle:
        yield from _inclusion(index, start, middle, read)
        yield _hash(middle, end, read)
    else:
        yield from _inclusion(index, middle, end, read)
        yield _hash(start, middle, read)


def consistency(old: int, size: int, read: Read) -> list[bytes]:
    """The proof that a tree of so many leaves begins with the tree of `old` leaves (RFC 9162 §2.1.4.1)."""
    if not 0 < old <= size:
        raise ValueError("a tree begins with no larger one, and every one with the empty one")
    return list(_consistency(old, 0, size, read, whole=True))


def _consistency(old: int, start: int, end: int, read: Read, *, whole: bool) -> Iterator[bytes]:
    if old == end - start:
        if not whole:
            yield _hash(start, end, read)
        return
    middle = _middle(start, end)
    if old <= middle - start:
        yield from _consistency(old, start, middle, read, whole=whole)
        yield _hash(middle, end, read)
    else:
        yield from _consistency(old - (middle - start), middle, end, read, whole=False)
        yield _hash(start, middle, read)


def _middle(start: int, end: int) -> int:
    """Where the larger half ends: as many leaves as the largest power of two that is less than all."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def _hash(start: int, end: int, read: Read) -> bytes:
    """The hash over leaves from `start` up to `end`, which begin where a full subtree may begin."""
    named = [(level, position + (start >> level)) for level, position in peaks(end - start)]
    return root_of([read(name) for name in named])


def holds(digest: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that a leaf stands at `index` of the tree with that root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last = index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and digest == root


def begins_with(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the new tree begins with the old one (RFC 9162 §2.1.4.2).

    Both are given as size and root; every tree begins with the empty one.
    """
    (old_size, old_root), (new_size, new_root) = old, new
    if old_size in {0, new_size}:
        return not proof and old_root == (EMPTY if old_size == 0 else new_root)
    if not 0 < old_size < new_size or not proof:
        return False
    path = [old_root, *proof] if old_size.bit_count() == 1 else list(proof)
    return _both(path, old_size - 1, new_size - 1) == (old_root, new_root)


def _both(path: Sequence[bytes], node: int, last: int) -> tuple[bytes, bytes] | None:
    """The roots of the older and the newer tree to which a proof leads; None: to none."""
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return (first, second) if last == 0 else None
