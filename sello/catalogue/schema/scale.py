"""The scale and the levels of an edition's file: read, and what must hold between them."""

from fractions import Fraction
from itertools import pairwise
from typing import Final

from sello.catalogue.domain.rules import (
    Grade,
    Level,
    NotApplicableRule,
    Scale,
    ScaleKind,
)
from sello.catalogue.schema.blocks import Block
from sello.core.labels import N_

SCALE_WORDS: Final = {
    "si-no": ScaleKind.YES_NO,
    "grados": ScaleKind.GRADED,
    "puntos": ScaleKind.POINTS,
    "porcentaje": ScaleKind.PERCENTAGE,
    "conformidad": ScaleKind.CONFORMITY,
}
MAX_LEVELS: Final = 3

_SCALE = ("tipo", "respuestas", "maximo", "cumple_desde", "no_aplica")
_GRADE = ("codigo", "nombre", "puntos", "cumple")
_LEVEL = ("codigo", "nombre", "marca", "umbral", "pisos")


def read_scale(top: Block) -> Scale:
    """The scale of a file."""
    block = top.block("escala", _SCALE)
    kind = block.choice("tipo", SCALE_WORDS, ScaleKind.YES_NO)
    if kind.is_numeric:
        return _numeric_scale(block, kind)
    grades = tuple(_grade(part) for part in block.blocks("respuestas", _GRADE))
    _check_grades(block, kind, grades)
    return Scale(kind, grades, not_applicable=_not_applicable(block))


def _numeric_scale(block: Block, kind: ScaleKind) -> Scale:
    hundred = Fraction(100) if kind is ScaleKind.PERCENTAGE else None
    maximum = block.number("maximo", hundred)
    if maximum <= 0 and block.has("maximo"):
        block.note("maximo", N_("el máximo es cero."), N_("Escriba el puntaje de una respuesta completa."))
    meets_from = block.number("cumple_desde", maximum)
    if meets_from > maximum:
        block.note(
            "cumple_desde",
            N_("«cumple_desde» supera el máximo."),
            N_("Escriba desde qué puntaje, de cero al máximo, se considera cumplido."),
        )
    return Scale(
        kind,
        maximum=maximum or Fraction(1),
        not_applicable=_not_applicable(block),
        meets_from=meets_from,
    )


def _grade(block: Block) -> Grade:
    return Grade(
        code=block.code("codigo"),
        label=block.text("nombre", most=80),
        points=block.number("puntos", Fraction(0)),
        meets=block.flag("cumple", default=False),
    )


def _check_grades(block: Block, kind: ScaleKind, grades: tuple[Grade, ...]) -> None:
    codes = [grade.code for grade in grades]
    points = [grade.points for grade in grades]
    faults = (
        (
            _wrong_in_number(kind, len(grades)),
            N_("la escala no tiene las respuestas que necesita."),
            N_("Declare dos respuestas si es «si-no», y dos o más en los otros tipos."),
        ),
        (
            len(set(codes)) < len(codes),
            N_("hay dos respuestas con el mismo código."),
            N_("Dé a cada respuesta un código distinto."),
        ),
        (
            kind.has_percentage and any(a >= b for a, b in pairwise(points)),
            N_("los puntos de las respuestas no van de menos a más."),
            N_("Ordénelas desde la que menos vale hasta la que más vale, sin repetir puntajes."),
        ),
        (
            bool(grades) and len({grade.meets for grade in grades}) < 2,
            N_("todas las respuestas cumplen, o ninguna."),
            N_("Marque «cumple: sí» al menos en la más alta y «cumple: no» al menos en la más baja."),
        ),
    )
    for wrong, message, remedy in faults:
        if wrong:
            block.note("respuestas", message, remedy)


def _wrong_in_number(kind: ScaleKind, answers: int) -> bool:
    """Whether there are too few or too many answers; that there is none was noted when they were read."""
    if answers == 0:
        return False
    return answers != 2 if kind is ScaleKind.YES_NO else answers < 2


def _not_applicable(block: Block) -> NotApplicableRule:
    if not block.has("no_aplica"):
        return NotApplicableRule()
    part = block.block("no_aplica", ("permitido", "maximo"))
    most = part.whole("maximo") if part.has("maximo") else None
    return NotApplicableRule(part.flag("permitido", default=False), most)


def read_levels(top: Block, scale: Scale) -> tuple[Level, ...]:
    """The levels of a file, from the lowest up."""
    blocks = top.blocks("niveles", _LEVEL)
    levels = tuple(_level(block, mark, scale) for mark, block in enumerate(blocks, start=1))
    for index, block in enumerate(blocks):
        _check_level(block, index, levels, scale)
    if len(levels) > MAX_LEVELS:
        top.note(
            "niveles",
            N_("hay más de tres niveles."),
            N_("Deje a lo más tres; las marcas que los distinguen son tres."),
        )
    return levels


def _level(block: Block, mark: int, scale: Scale) -> Level:
    default = None if scale.kind.has_percentage else Fraction(0)
    return Level(
        code=block.code("codigo"),
        name=block.text("nombre", most=80),
        mark=block.whole("marca", mark),
        threshold=block.number("umbral", default, share=True),
        floors=block.shares("pisos"),
    )


def _check_level(block: Block, index: int, levels: tuple[Level, ...], scale: Scale) -> None:
    level, before = levels[index], levels[:index]
    if level.code in {other.code for other in before}:
        block.note(
            "codigo",
            N_("el nivel «%(code)s» está dos veces."),
            N_("Dé a cada nivel un código distinto."),
            code=level.code,
        )
    if not 1 <= level.mark <= MAX_LEVELS or (before and level.mark <= before[-1].mark):
        block.note(
            "marca",
            N_("la marca no es 1, 2 o 3, o no es mayor que la del nivel anterior."),
            N_("Use 1, 2 y 3, del nivel más bajo al más alto."),
        )
    if before and scale.kind.has_percentage and level.threshold <= before[-1].threshold:
        block.note(
            "umbral",
            N_("el umbral de «%(code)s» no es mayor que el de «%(before)s»."),
            N_("Ordene los niveles del más bajo al más alto, con umbrales que crecen."),
            code=level.code,
            before=before[-1].code,
        )


def check_floors(top: Block, levels: tuple[Level, ...], known: list[str]) -> None:
    """Note floors of dimensions that the file does not have."""
    for level in levels:
        for code in level.floors:
            if code not in known:
                top.note(
                    "niveles",
                    N_("el nivel «%(level)s» pone un piso a la dimensión «%(code)s», que no existe."),
                    N_("Use uno de estos códigos: %(known)s."),
                    level=level.code,
                    code=code,
                    known=", ".join(known),
                )
