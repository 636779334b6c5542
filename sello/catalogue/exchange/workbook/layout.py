"""The sheets and the columns of an exported edition; columns are named as the keys of the file are."""

from typing import Final

from sello.catalogue.exchange.grid import Sheet

EDITION: Final = "Edición"
GRADES: Final = "Respuestas"
LEVELS: Final = "Niveles"
DIMENSIONS: Final = "Dimensiones"
STANDARDS: Final = "Estándares"
REQUIREMENTS: Final = "Requerimientos"
SHEETS: Final = (EDITION, GRADES, LEVELS, DIMENSIONS, STANDARDS, REQUIREMENTS)

HEADING_KEYS: Final = ("titulo", "resumen")
TEXT_KEYS: Final = ("titulo", "pide", "por_que", "medios", "responsable", "ejemplo_bueno", "ejemplo_debil")
GRADE_KEYS: Final = ("codigo", "nombre", "puntos", "cumple")
LEVEL_KEYS: Final = ("codigo", "nombre", "marca", "umbral", "pisos")
DIMENSION_KEYS: Final = ("codigo", "procedencia")
STANDARD_KEYS: Final = ("dimension", "codigo", "procedencia")
REQUIREMENT_KEYS: Final = (
    "estandar", "codigo", "obligatorio_para", "peso", "no_aplica", "horas", "procedencia", "fuente",
)  # fmt: skip
HEAD_KEYS: Final = ("codigo", "version", "procedencia", "fuente", "idiomas")
SCALE_KEYS: Final = ("tipo", "maximo", "cumple_desde")


def is_workbook(sheets: tuple[Sheet, ...]) -> bool:
    """Whether a spreadsheet has the sheets that an exported edition has."""
    return {EDITION, REQUIREMENTS} <= {sheet.name for sheet in sheets}
