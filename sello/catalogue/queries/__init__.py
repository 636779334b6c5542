"""Every read of the catalogue."""

from sello.catalogue.queries.editions import (
    EditionPage,
    EditionRow,
    RequirementPage,
    edition,
    editions,
    find,
    requirement,
    requirement_ids,
    rules,
)
from sello.catalogue.queries.imports import ColumnRow, ImportPage, ImportRow, import_page, imports

__all__ = [
    "ColumnRow",
    "EditionPage",
    "EditionRow",
    "ImportPage",
    "ImportRow",
    "RequirementPage",
    "edition",
    "editions",
    "find",
    "import_page",
    "imports",
    "requirement",
    "requirement_ids",
    "rules",
]
