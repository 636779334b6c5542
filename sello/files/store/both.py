"""Kept files of two places while they move from one to the other: read from either, kept in the new one."""

from collections.abc import Iterator
from heapq import merge
from io import BufferedReader
from itertools import groupby
from pathlib import Path

from sello.files.store.keeper import Keeper


class Both:
    """The new place, and what it lacks from the old one."""

    def __init__(self, new: Keeper, old: Keeper) -> None:
        self._new, self._old = new, old

    def take(self, file: Path, sha256: str) -> None:
        """Give a whole local file its place in the new one."""
        self._new.take(file, sha256)

    def open(self, sha256: str) -> BufferedReader:
        """Open a file of either; FileNotFoundError when it is in neither."""
        try:
            return self._new.open(sha256)
        except FileNotFoundError:
            return self._old.open(sha256)

    def size(self, sha256: str) -> int | None:
        """How many bytes lie under a hash in either; None when nothing does."""
        size = self._new.size(sha256)
        return self._old.size(sha256) if size is None else size

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of every file of either, in order and once."""
        for digest, _same in groupby(merge(self._new.digests(), self._old.digests())):
            yield digest

    def drop(self, sha256: str) -> None:
        """Let go of a file in both."""
        self._new.drop(sha256)
        self._old.drop(sha256)

    def within(self, name: str) -> "Both":
        """A place inside both."""
        return Both(self._new.within(name), self._old.within(name))

    def names(self) -> tuple[str, ...]:
        """The names of the places inside either."""
        return tuple(sorted({*self._new.names(), *self._old.names()}))

    def trouble(self) -> str | None:
        """Why nothing can be kept in the new place now; None when it can."""
        return self._new.trouble()
