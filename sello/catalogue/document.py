"""An edition as a document of plain values, to be kept, compared and signed by its digest."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sello.catalogue.domain.rules import (
    Grade,
    Level,
    NotApplicableRule,
    RequirementRule,
    Scale,
    ScaleKind,
)
from sello.catalogue.domain.texts import (
    Dimension,
    Edition,
    Heading,
    Provenance,
    Requirement,
    RequirementText,
    Standard,
)

Document = dict[str, Any]


def digest(edition: Edition) -> str:
    """The SHA-256 of an edition's content: equal for equal editions, whatever file they came in."""
    text = json.dumps(to_document(edition), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def to_document(edition: Edition) -> Document:
    """The edition as JSON values; numbers are exact texts."""
    return {
        "code": edition.code,
        "version": edition.version,
        "provenance": edition.provenance.value,
        "source_note": edition.source_note,
        "languages": list(edition.languages),
        "texts": _headings(edition.texts),
        "scale": _scale(edition.scale),
        "levels": [_level(level) for level in edition.levels],
        "dimensions": [_dimension(part) for part in edition.dimensions],
    }


def _headings(texts: Mapping[str, Heading]) -> Document:
    return {language: {"title": text.title, "summary": text.summary} for language, text in texts.items()}


def _optional(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _scale(scale: Scale) -> Document:
    return {
        "kind": scale.kind.value,
        "grades": [
            {"code": grade.code, "label": grade.label, "points": str(grade.points), "meets": grade.meets}
            for grade in scale.grades
        ],
        "maximum": _optional(scale.maximum),
        "meets_from": _optional(scale.meets_from),
        "not_applicable": {"allowed": scale.not_applicable.allowed, "most": scale.not_applicable.most},
    }


def _level(level: Level) -> Document:
    return {
        "code": level.code,
        "name": level.name,
        "mark": level.mark,
        "threshold": str(level.threshold),
        "floors": {code: str(share) for code, share in level.floors.items()},
    }


def _dimension(part: Dimension) -> Document:
    return {
        "code": part.code,
        "provenance": part.provenance.value,
        "texts": _headings(part.texts),
        "standards": [_standard(standard) for standard in part.standards],
    }


def _standard(part: Standard) -> Document:
    return {
        "code": part.code,
        "provenance": part.provenance.value,
        "texts": _headings(part.texts),
        "requirements": [_requirement(requirement) for requirement in part.requirements],
    }


def _requirement(part: Requirement) -> Document:
    rule = part.rule
    return {
        "code": rule.code,
        "weight": str(rule.weight),
        "mandatory_for": sorted(rule.mandatory_for),
        "not_applicable_allowed": rule.not_applicable_allowed,
        "effort_hours": rule.effort_hours,
        "provenance": part.provenance.value,
        "source_note": part.source_note,
        "texts": {language: text_document(text) for language, text in part.texts.items()},
    }


def text_document(text: RequirementText) -> Document:
    """The texts of a requirement in one language as JSON values."""
    return {
        "title": text.title,
        "asks": text.asks,
        "why": text.why,
        "sources": list(text.sources),
        "owner": text.owner,
        "good": text.good_example,
        "weak": text.weak_example,
    }


# --- and back --------------------------------------------------------------------------------


def from_document(document: Document) -> Edition:
    """The edition that a kept document holds."""
    return Edition(
        code=document["code"],
        version=document["version"],
        texts=_read_headings(document["texts"]),
        scale=_read_scale(document["scale"]),
        levels=tuple(_read_level(level) for level in document["levels"]),
        dimensions=tuple(_read_dimension(part) for part in document["dimensions"]),
        provenance=Provenance(document["provenance"]),
        source_note=document["source_note"],
        languages=tuple(document["languages"]),
    )


def _read_headings(texts: Document) -> dict[str, Heading]:
    return {language: Heading(text["title"], text["summary"]) for language, text in texts.items()}


def _read_optional(value: str | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _read_scale(document: Document) -> Scale:
    rule = document["not_applicable"]
    return Scale(
        kind=ScaleKind(document["kind"]),
        grades=tuple(
            Grade(grade["code"], grade["label"], Fraction(grade["points"]), grade["meets"])
            for grade in document["grades"]
        ),
        maximum=_read_optional(document["maximum"]),
        not_applicable=NotApplicableRule(rule["allowed"], rule["most"]),
        meets_from=_read_optional(document["meets_from"]),
    )


def _read_level(document: Document) -> Level:
    return Level(
        code=document["code"],
        name=document["name"],
        mark=document["mark"],
        threshold=Fraction(document["threshold"]),
        floors={code: Fraction(share) for code, share in document["floors"].items()},
    )


def _read_dimension(document: Document) -> Dimension:
    return Dimension(
        code=document["code"],
        texts=_read_headings(document["texts"]),
        standards=tuple(_read_standard(part, document["code"]) for part in document["standards"]),
        provenance=Provenance(document["provenance"]),
    )


def _read_standard(document: Document, dimension: str) -> Standard:
    code = document["code"]
    return Standard(
        code=code,
        texts=_read_headings(document["texts"]),
        requirements=tuple(_read_requirement(part, dimension, code) for part in document["requirements"]),
        provenance=Provenance(document["provenance"]),
    )


def _read_requirement(document: Document, dimension: str, standard: str) -> Requirement:
    return Requirement(
        rule=RequirementRule(
            code=document["code"],
            dimension=dimension,
            standard=standard,
            weight=Fraction(document["weight"]),
            mandatory_for=frozenset(document["mandatory_for"]),
            not_applicable_allowed=document["not_applicable_allowed"],
            effort_hours=document["effort_hours"],
        ),
        texts={language: _read_text(text) for language, text in document["texts"].items()},
        provenance=Provenance(document["provenance"]),
        source_note=document["source_note"],
    )


def _read_text(document: Document) -> RequirementText:
    return RequirementText(
        title=document["title"],
        asks=document["asks"],
        why=document["why"],
        sources=tuple(document["sources"]),
        owner=document["owner"],
        good_example=document["good"],
        weak_example=document["weak"],
    )
