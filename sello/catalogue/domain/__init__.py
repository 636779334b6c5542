"""An edition of a standard as values: the rules that score it and the texts that explain it.

Nothing here knows a file, a row or a screen.
"""

from sello.catalogue.domain.refusals import (
    EditionInUse,
    NotOnTheScale,
    StrangeLink,
    UnknownEdition,
    UnknownImport,
    UnknownRequirement,
    VersionTaken,
)
from sello.catalogue.domain.rules import (
    EditionRules,
    Grade,
    Level,
    NotApplicableRule,
    RequirementRule,
    Scale,
    ScaleKind,
)
from sello.catalogue.domain.texts import (
    SOURCE_LANGUAGE,
    Dimension,
    Edition,
    Heading,
    Provenance,
    Requirement,
    RequirementText,
    Standard,
)

__all__ = [
    "SOURCE_LANGUAGE",
    "Dimension",
    "Edition",
    "EditionInUse",
    "EditionRules",
    "Grade",
    "Heading",
    "Level",
    "NotApplicableRule",
    "NotOnTheScale",
    "Provenance",
    "Requirement",
    "RequirementRule",
    "RequirementText",
    "Scale",
    "ScaleKind",
    "Standard",
    "StrangeLink",
    "UnknownEdition",
    "UnknownImport",
    "UnknownRequirement",
    "VersionTaken",
]
