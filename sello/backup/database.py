"""What a kind of database has to know, so that it can be saved and put back."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sello.backup.domain import Manifest, Saved
from sello.config import Config


class Database(Protocol):
    """A kind of database: how it is saved, tried in a scratch place, and put back."""

    SUFFIX: str

    def save(self, config: Config, file: Path) -> Saved: ...
    def rehearse(self, config: Config, file: Path, manifest: Manifest, scratch: Path) -> Saved: ...
    def is_empty(self, config: Config) -> bool: ...
    def restore(self, config: Config, file: Path, manifest: Manifest, stamp: str) -> Saved: ...
