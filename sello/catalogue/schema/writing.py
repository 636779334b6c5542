"""An edition written back as a file that reads to the very same edition."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import yaml

from sello.catalogue.domain.rules import Level, Scale
from sello.catalogue.domain.texts import (
    Dimension,
    Edition,
    Heading,
    Requirement,
    RequirementText,
    Standard,
)
from sello.catalogue.schema.edition import FORMAT
from sello.catalogue.schema.scale import SCALE_WORDS

_WORD_OF_SCALE = {kind: word for word, kind in SCALE_WORDS.items()}


def write_edition(edition: Edition) -> str:
    """The YAML text of an edition."""
    return yaml.dump(edition_tree(edition), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def edition_tree(edition: Edition) -> dict[str, Any]:
    """The edition in the shape of its file: groups, lists, texts and whole numbers."""
    return {
        "formato": FORMAT,
        "edicion": _head(edition),
        "escala": _scale(edition.scale),
        "niveles": [_level(level, edition.scale) for level in edition.levels],
        "dimensiones": [_dimension(part) for part in edition.dimensions],
    }


class _Dumper(yaml.SafeDumper):
    """Writes lists indented under their key, and never an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - as its base calls it
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as its base calls it
        return True


def exact(value: Fraction, *, percent: bool = False) -> int | str:
    """A number as the file writes it: whole, decimal with comma where that is exact, else a fraction."""
    if percent:
        digits = _decimals(value * 100, most=6)
        return str(value) if digits is None else f"{exact(value * 100)} %"
    digits = _decimals(value, most=9)
    if digits is None:
        return str(value)
    if digits == 0:
        return value.numerator
    whole, rest = divmod((value * 10**digits).numerator, 10**digits)
    return f"{whole},{rest:0{digits}d}"


def _decimals(value: Fraction, *, most: int) -> int | None:
    """How many decimals write the value exactly, or None when it takes more than ``most``."""
    return next((digits for digits in range(most + 1) if (value * 10**digits).denominator == 1), None)


def _without_empty(tree: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in tree.items() if value not in (None, "", [], {})}


def _head(edition: Edition) -> dict[str, object]:
    return _without_empty(
        {
            "codigo": edition.code,
            "version": edition.version,
            "procedencia": edition.provenance.value,
            "fuente": edition.source_note,
            "idiomas": list(edition.languages),
            **_headings(edition.texts),
        }
    )


def _scale(scale: Scale) -> dict[str, object]:
    rule = scale.not_applicable
    return _without_empty(
        {
            "tipo": _WORD_OF_SCALE[scale.kind],
            "respuestas": [
                {
                    "codigo": grade.code,
                    "nombre": grade.label,
                    "puntos": exact(grade.points),
                    "cumple": "sí" if grade.meets else "no",
                }
                for grade in scale.grades
            ],
            "maximo": None if scale.maximum is None else exact(scale.maximum),
            "cumple_desde": None if scale.meets_from is None else exact(scale.meets_from),
            "no_aplica": {"permitido": "sí" if rule.allowed else "no"}
            | ({} if rule.most is None else {"maximo": rule.most}),
        }
    )


def _level(level: Level, scale: Scale) -> dict[str, object]:
    shown = scale.kind.has_percentage or level.threshold
    return _without_empty(
        {
            "codigo": level.code,
            "nombre": level.name,
            "marca": level.mark,
            "umbral": exact(level.threshold, percent=True) if shown else None,
            "pisos": {code: exact(share, percent=True) for code, share in level.floors.items()},
        }
    )


def _dimension(part: Dimension) -> dict[str, object]:
    return {
        "codigo": part.code,
        "procedencia": part.provenance.value,
        **_headings(part.texts),
        "estandares": [_standard(standard) for standard in part.standards],
    }


def _standard(part: Standard) -> dict[str, object]:
    return {
        "codigo": part.code,
        "procedencia": part.provenance.value,
        **_headings(part.texts),
        "requerimientos": [_requirement(requirement) for requirement in part.requirements],
    }


def _requirement(part: Requirement) -> dict[str, object]:
    rule = part.rule
    return _without_empty(
        {
            "codigo": rule.code,
            "obligatorio_para": sorted(rule.mandatory_for),
            "peso": exact(rule.weight),
            "no_aplica": "sí" if rule.not_applicable_allowed else "no",
            "horas": rule.effort_hours,
            "procedencia": part.provenance.value,
            "fuente": part.source_note,
            **{language: _text(text) for language, text in part.texts.items()},
        }
    )


def _headings(texts: Mapping[str, Heading]) -> dict[str, object]:
    return {
        language: _without_empty({"titulo": text.title, "resumen": text.summary})
        for language, text in texts.items()
    }


def _text(text: RequirementText) -> dict[str, object]:
    return _without_empty(
        {
            "titulo": text.title,
            "pide": text.asks,
            "por_que": text.why,
            "medios": list(text.sources),
            "responsable": text.owner,
            "ejemplo_bueno": text.good_example,
            "ejemplo_debil": text.weak_example,
        }
    )
