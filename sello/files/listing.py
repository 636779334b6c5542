"""What is in a stranger's ZIP, as the limited process tells it, and some of its files, as it gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final

from sello.core.refusal import Refusal
from sello.files.jail import warden
from sello.files.poured import CutShort, Poured, PouredFile

_TOLD: Final = 32 * 1024 * 1024
"""Bytes in which all entries are told."""
_SECONDS: Final = 3600
"""Of the clock, for all files of one ZIP with the work that is done on each; the processor has fewer."""


class NotListed(Refusal):
    """No ZIP, a damaged one, or one whose list alone takes too long."""


@dataclass(frozen=True)
class Listed:
    """One file as the ZIP tells of it; `place` is its number among them, sizes are bytes."""

    place: int
    path: PurePosixPath
    size: int
    packed: int
    locked: bool
    link: bool


@dataclass(frozen=True)
class Listing:
    """The files that are told, and how many there are."""

    files: int
    entries: tuple[Listed, ...]


def listed(archive: BinaryIO, *, most: int) -> Listing:
    """The first `most` files of a ZIP in its order, whatever they are. Refuses with NotListed."""
    reply = warden.read("entries", str(most), file=archive, most=_TOLD)
    told = reply.told()
    try:
        return Listing(int(told["files"]), tuple(map(_entry, range(most), told["entries"])))
    except (TypeError, KeyError, ValueError):
        raise NotListed from None


def _entry(place: int, told: dict[str, Any]) -> Listed:
    size, packed = int(told["size"]), int(told["packed"])
    if min(size, packed) < 0:
        raise ValueError
    path = PurePosixPath(str(told["path"]))
    return Listed(place, path, size=size, packed=packed, locked=bool(told["locked"]), link=bool(told["link"]))


def taken_out(archive: BinaryIO, name: str, entries: Sequence[Listed]) -> Iterator[PouredFile]:
    """These files one after the other, each to be read before the next; CutShort where that ends early."""
    if not entries:
        return
    limit = max(entry.size for entry in entries)
    places = ",".join(str(entry.place) for entry in entries)
    with warden.pouring("pour", "entries", str(limit), places, file=archive, seconds=_SECONDS) as stream:
        poured = Poured(stream, name, limit=limit, most=sum(entry.size for entry in entries)).files()
        for entry, file in zip(entries, poured, strict=False):
            if file.name != str(entry.place):
                raise CutShort(name=name)
            yield file
