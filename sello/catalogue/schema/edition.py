"""From the nodes of a file to an edition: every part read, then what must hold between the parts."""

import re
from fractions import Fraction
from typing import Final

import yaml

from sello.catalogue.domain.rules import RequirementRule
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
from sello.catalogue.schema.blocks import Block
from sello.catalogue.schema.nodes import compose
from sello.catalogue.schema.notes import Notes
from sello.catalogue.schema.problems import InvalidEdition
from sello.catalogue.schema.scale import check_floors, read_levels, read_scale
from sello.core.labels import N_

FORMAT: Final = 1
PROVENANCE_WORDS: Final = {item.value: item for item in Provenance}
MAX_TITLE: Final = 300

_TOP = ("formato", "edicion", "escala", "niveles", "dimensiones")
_EDITION = ("codigo", "version", "procedencia", "fuente", "idiomas")
_DIMENSION = ("codigo", "procedencia", "estandares")
_STANDARD = ("codigo", "procedencia", "requerimientos")
_REQUIREMENT = ("codigo", "obligatorio_para", "peso", "no_aplica", "horas", "procedencia", "fuente")
_HEADING = ("titulo", "resumen")
_TEXT = ("titulo", "pide", "por_que", "medios", "responsable", "ejemplo_bueno", "ejemplo_debil")


def read_edition(document: bytes, file: str) -> Edition:
    """The edition that a file holds, or InvalidEdition with every fault, its line and its remedy."""
    return read_tree(compose(document, file), file)


def read_tree(root: yaml.MappingNode, file: str, notes: Notes | None = None) -> Edition:
    """The edition that a tree of nodes holds, whatever it was read from; or InvalidEdition.

    ``notes`` brings what was found wrong while the tree was made.
    """
    notes = notes or Notes()
    edition = _Reader(notes).edition(Block(root, notes, _TOP))
    if problems := notes.problems():
        raise InvalidEdition(file, problems)
    return edition


class _Reader:
    """One reading of one file: the languages it declares and the codes met so far."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
        self._levels: tuple[str, ...] = ()
        self._seen: dict[str, str] = {}

    def edition(self, top: Block) -> Edition:
        """The whole edition; what is missing is noted and filled with something neutral."""
        if top.whole("formato") != FORMAT and top.has("formato"):
            top.note("formato", N_("este formato no se conoce."), N_("Escriba «formato: 1»."))
        declared = top.glimpse("edicion", "idiomas")
        self._languages = tuple(dict.fromkeys((SOURCE_LANGUAGE, *declared)))
        head = top.block("edicion", (*_EDITION, *self._languages))
        self._check_languages(head, declared)
        scale = read_scale(top)
        levels = read_levels(top, scale)
        self._levels = tuple(level.code for level in levels)
        dimensions = tuple(
            self._dimension(block) for block in top.blocks("dimensiones", (*_DIMENSION, *self._languages))
        )
        check_floors(top, levels, [dimension.code for dimension in dimensions])
        return Edition(
            code=head.code("codigo", most=60),
            version=head.text("version", most=40),
            texts=self._headings(head),
            scale=scale,
            levels=levels,
            dimensions=dimensions,
            provenance=self._provenance(head),
            source_note=head.text("fuente", required=False),
            languages=self._languages,
        )

    def _check_languages(self, head: Block, declared: tuple[str, ...]) -> None:
        if head.has("idiomas") and SOURCE_LANGUAGE not in declared:
            head.note(
                "idiomas",
                N_("falta el español entre los idiomas."),
                N_("Escriba «idiomas: [es]» y agregue después los demás."),
            )
        for language in declared:
            if not re.fullmatch(r"[a-z]{2}", language):
                head.note(
                    "idiomas",
                    N_("«%(language)s» no es un idioma."),
                    N_("Use su código de dos letras, como «es» o «en»."),
                    language=language,
                )

    # --- the tree ---

    def _dimension(self, block: Block) -> Dimension:
        code = self._own_code(block)
        parts = block.blocks("estandares", (*_STANDARD, *self._languages))
        return Dimension(
            code=code,
            texts=self._headings(block),
            standards=tuple(self._standard(part, code) for part in parts),
            provenance=self._provenance(block),
        )

    def _standard(self, block: Block, dimension: str) -> Standard:
        code = self._own_code(block, dimension)
        parts = block.blocks("requerimientos", (*_REQUIREMENT, *self._languages))
        return Standard(
            code=code,
            texts=self._headings(block),
            requirements=tuple(self._requirement(part, dimension, code) for part in parts),
            provenance=self._provenance(block),
        )

    def _requirement(self, block: Block, dimension: str, standard: str) -> Requirement:
        rule = RequirementRule(
            code=self._own_code(block, standard),
            dimension=dimension,
            standard=standard,
            weight=self._weight(block),
            mandatory_for=self._mandatory(block),
            not_applicable_allowed=block.flag("no_aplica", default=True),
            effort_hours=block.whole("horas", 0),
        )
        return Requirement(
            rule=rule,
            texts=self._requirement_texts(block),
            provenance=self._provenance(block),
            source_note=block.text("fuente", required=False),
        )

    def _own_code(self, block: Block, parent: str | None = None) -> str:
        code = block.code("codigo")
        if not code:
            return code
        if code in self._seen:
            block.note(
                "codigo",
                N_("el código «%(code)s» ya se usó (%(other)s)."),
                N_("Dé a cada parte un código distinto."),
                code=code,
                other=self._seen[code],
            )
        self._seen.setdefault(code, block.place_of("codigo").name)
        if parent and not code.startswith(f"{parent}."):
            block.note(
                "codigo",
                N_("el código «%(code)s» está dentro de «%(parent)s» y no comienza igual."),
                N_("Escriba «%(parent)s.» y su número, o mueva este grupo a donde corresponde."),
                code=code,
                parent=parent,
            )
        return code

    def _weight(self, block: Block) -> Fraction:
        weight = block.number("peso", Fraction(1))
        if weight == 0 and block.is_number("peso"):
            block.note(
                "peso", N_("el peso es cero."), N_("Escriba un peso mayor que cero, o quite la clave.")
            )
        return weight or Fraction(1)

    def _mandatory(self, block: Block) -> frozenset[str]:
        levels = block.codes("obligatorio_para")
        for place, level in levels:
            if level not in self._levels:
                self._notes.add(
                    place,
                    N_("«%(level)s» no es un nivel de esta edición."),
                    N_("Los niveles son: %(known)s."),
                    level=level,
                    known=", ".join(self._levels),
                )
        return frozenset(level for _, level in levels if level in self._levels)

    # --- texts ---

    def _provenance(self, block: Block) -> Provenance:
        return block.choice("procedencia", PROVENANCE_WORDS, Provenance.WORKING, required=False)

    def _text_blocks(self, block: Block, known: tuple[str, ...]) -> dict[str, Block]:
        found: dict[str, Block] = {}
        for language in self._languages:
            if language == SOURCE_LANGUAGE and not block.has(language):
                block.note(
                    "codigo",
                    N_("falta el texto en español."),
                    N_("Agregue «es» aquí, con «titulo» y sus otros textos."),
                )
            elif block.has(language):
                found[language] = block.block(language, known)
        return found

    def _headings(self, block: Block) -> dict[str, Heading]:
        texts = {
            language: Heading(part.text("titulo", most=MAX_TITLE), part.text("resumen", required=False))
            for language, part in self._text_blocks(block, _HEADING).items()
        }
        return texts or {SOURCE_LANGUAGE: Heading("")}

    def _requirement_texts(self, block: Block) -> dict[str, RequirementText]:
        texts = {
            language: RequirementText(
                title=part.text("titulo", most=MAX_TITLE),
                asks=part.text("pide"),
                why=part.text("por_que", required=False),
                sources=part.texts("medios"),
                owner=part.text("responsable", required=False, most=MAX_TITLE),
                good_example=part.text("ejemplo_bueno", required=False),
                weak_example=part.text("ejemplo_debil", required=False),
            )
            for language, part in self._text_blocks(block, _TEXT).items()
        }
        return texts or {SOURCE_LANGUAGE: RequirementText("", "")}
