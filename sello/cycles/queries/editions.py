"""The edition of a cycle as values, read from the database once per content and kept in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from sello.catalogue.domain.rules import EditionRules
from sello.catalogue.domain.texts import (
    Dimension,
    Edition,
    Requirement,
    Standard,
)
from sello.catalogue.models import Edition as EditionRow
from sello.catalogue.queries import editions
from sello.core.db import db

KEPT = 16
"""How many editions stay in memory; an instance works on two or three."""

_kept: dict[tuple[int, str], "KnownEdition"] = {}


@dataclass(frozen=True)
class KnownEdition:
    """An edition with its requirements and headings by code."""

    id: int
    edition: Edition

    @cached_property
    def rules(self) -> EditionRules:
        """What the level engine works on."""
        return self.edition.rules

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """Every requirement by its code, in the edition's order."""
        return {found.code: found for found in self.edition.requirements}

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Every dimension by its code, in the edition's order."""
        return {found.code: found for found in self.edition.dimensions}

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """Every standard by its code, in the edition's order."""
        return {found.code: found for part in self.edition.dimensions for found in part.standards}

    def title(self, code: str) -> str:
        """What the edition calls a requirement; the code itself where the edition does not have it."""
        found = self.requirements.get(code)
        return found.text().title if found else code

    def level_name(self, code: str | None) -> str | None:
        """The name of a level, or the code itself where the edition no longer has it."""
        return next((level.name for level in self.edition.levels if level.code == code), code)

    def level_mark(self, code: str | None) -> int:
        """How high a level is; 0 for none."""
        return next((level.mark for level in self.edition.levels if level.code == code), 0)


def known_edition(edition_id: int, digest: str) -> KnownEdition:
    """The edition with this id and content (statements only the first time that it is asked for)."""
    key = (edition_id, digest)
    if key not in _kept:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = KnownEdition(edition_id, editions.edition(edition_id).edition)
    return _kept[key]


def edition_told(told: Mapping[str, str], today: KnownEdition) -> KnownEdition | None:
    """The edition that a cut names, by code and version: mostly the cycle's of `today`.

    Unless the cycle took another one since (one statement); None where it is no longer loaded.
    """
    rules = today.rules
    if (rules.code, rules.version) == (told["code"], told["version"]):
        return today
    found = db.session.execute(
        select(EditionRow.id, EditionRow.digest).where(
            EditionRow.code == told["code"], EditionRow.version == told["version"]
        )
    ).one_or_none()
    return None if found is None else known_edition(*found)
