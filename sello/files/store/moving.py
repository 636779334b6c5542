"""Files that change where or how they lie while an instance works: to another place, or under another key.

Each is one step, so whatever cuts this short, the next run goes on where it was.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sello.files.store.disk import Store
from sello.files.store.keys import KeyMissing
from sello.files.store.sealing import Tampered

ROUNDS = 20
"""How often it is looked for what came in meanwhile."""


@dataclass
class Moved:
    """What became of the files: how many went, and the hashes of those that could not."""

    done: int = 0
    changed: list[str] = field(default_factory=list)
    """Their bytes are not what they were: they stay as they lie."""
    locked: list[str] = field(default_factory=list)
    """Their key is not here."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left."""
        return not (self.changed or self.locked)


Watched = Callable[[list[str]], Iterable[str]]
"""Hands out what it is given, and shows how far it is."""


def move(old: Store, new: Store, watched: Watched = iter) -> Moved:
    """Copy every file that one store has and another lacks, as it lies there; nothing goes from the first."""

    def carry(digest: str) -> None:
        if not new.carry(old, digest):
            raise Tampered
        if not old.exists(digest):  # it was let go of for good while it was copied
            new.objects.drop(digest)

    def lacking() -> Iterator[str]:
        there = set(new.digests())
        return (digest for digest in old.digests() if digest not in there)

    new.follow(old.root)
    return _each(lacking, carry, watched)


def seal_all(store: Store, watched: Watched = iter) -> Moved:
    """Seal under the current key every file that lies otherwise."""
    return _each(store.objects.otherwise, store.renew, watched)


def _each(left: Callable[[], Iterator[str]], act: Callable[[str], None], watched: Watched) -> Moved:
    """Do something to each file that is left, until nothing came in meanwhile."""
    found = Moved()
    for _ in range(ROUNDS):
        due = [digest for digest in left() if digest not in {*found.changed, *found.locked}]
        if not due:
            break
        for digest in watched(due):
            try:
                act(digest)
            except FileNotFoundError:  # it was let go meanwhile
                continue
            except Tampered:
                found.changed.append(digest)
            except KeyMissing:
                found.locked.append(digest)
            else:
                found.done += 1
    return found
