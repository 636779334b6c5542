"""What an edition says, by language, and where each text comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sello.catalogue.domain.refusals import UnknownRequirement
from sello.catalogue.domain.rules import EditionRules, Level, RequirementRule, Scale
from sello.core.labels import N_, LabelledEnum

SOURCE_LANGUAGE = "es"
"""The language every text must have; the others are optional."""


class Provenance(LabelledEnum):
    """Where a text comes from: the body that grants the recognition, a public source, or our own wording."""

    OFFICIAL = "oficial", N_("oficial")
    PUBLISHED = "publicado", N_("publicado")
    WORKING = "de trabajo", N_("redacción propia")


@dataclass(frozen=True)
class Heading:
    """The name and the explanation of an edition, a dimension or a standard in one language."""

    title: str
    summary: str = ""


@dataclass(frozen=True)
class RequirementText:
    """All that a requirement says in one language."""

    title: str
    asks: str
    why: str = ""
    sources: tuple[str, ...] = ()
    owner: str = ""
    good_example: str = ""
    weak_example: str = ""


@dataclass(frozen=True)
class Requirement:
    """A requirement whole: its rule, its texts by language and where they come from."""

    rule: RequirementRule
    texts: Mapping[str, RequirementText] = field(hash=False)
    provenance: Provenance = Provenance.WORKING
    source_note: str = ""

    @property
    def code(self) -> str:
        """The code by which people, files and other editions name it."""
        return self.rule.code

    def text(self, language: str = SOURCE_LANGUAGE) -> RequirementText:
        """The texts in a language, or in Spanish where it has none."""
        return self.texts.get(language, self.texts[SOURCE_LANGUAGE])


@dataclass(frozen=True)
class Standard:
    """A group of requirements inside a dimension."""

    code: str
    texts: Mapping[str, Heading] = field(hash=False)
    requirements: tuple[Requirement, ...]
    provenance: Provenance = Provenance.WORKING

    def text(self, language: str = SOURCE_LANGUAGE) -> Heading:
        """The heading in a language, or in Spanish where it has none."""
        return self.texts.get(language, self.texts[SOURCE_LANGUAGE])


@dataclass(frozen=True)
class Dimension:
    """The first division of an edition."""

    code: str
    texts: Mapping[str, Heading] = field(hash=False)
    standards: tuple[Standard, ...]
    provenance: Provenance = Provenance.WORKING

    def text(self, language: str = SOURCE_LANGUAGE) -> Heading:
        """The heading in a language, or in Spanish where it has none."""
        return self.texts.get(language, self.texts[SOURCE_LANGUAGE])

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements of all its standards, in order."""
        return tuple(found for standard in self.standards for found in standard.requirements)


@dataclass(frozen=True)
class Edition:
    """A version of a standard, complete: what it asks, how it scores, where it comes from."""

    code: str
    version: str
    texts: Mapping[str, Heading] = field(hash=False)
    scale: Scale
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    provenance: Provenance = Provenance.WORKING
    source_note: str = ""
    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)

    def text(self, language: str = SOURCE_LANGUAGE) -> Heading:
        """The heading in a language, or in Spanish where it has none."""
        return self.texts.get(language, self.texts[SOURCE_LANGUAGE])

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, in the edition's order."""
        return tuple(found for dimension in self.dimensions for found in dimension.requirements)

    def requirement(self, code: str) -> Requirement:
        """The requirement with this code, or UnknownRequirement."""
        for found in self.requirements:
            if found.code == code:
                return found
        raise UnknownRequirement(code=code)

    @property
    def rules(self) -> EditionRules:
        """The part of the edition that the level engine works on."""
        return EditionRules(
            code=self.code,
            version=self.version,
            scale=self.scale,
            levels=self.levels,
            requirements=tuple(found.rule for found in self.requirements),
        )
