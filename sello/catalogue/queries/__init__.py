"""Every read of the catalogue."""

from sello.catalogue.queries.changes import ComparisonPage, comparison, mapping
from sello.catalogue.queries.crosswalk import (
    CoveragePage,
    PairRow,
    Related,
    coverage_page,
    links_of,
    pairs,
    related,
)
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
    "ComparisonPage",
    "CoveragePage",
    "EditionPage",
    "EditionRow",
    "ImportPage",
    "ImportRow",
    "PairRow",
    "Related",
    "RequirementPage",
    "comparison",
    "coverage_page",
    "edition",
    "editions",
    "find",
    "import_page",
    "imports",
    "links_of",
    "mapping",
    "pairs",
    "related",
    "requirement",
    "requirement_ids",
    "rules",
]
