"""Reports made of plain values, small, typical or extreme."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256

from sello.core.lights import Light
from sello.evidence.domain.details import Details, EvidenceType
from sello.level.status import Turn
from sello.reports.document.values import LevelMark
from sello.reports.readiness.contents import (
    Changes,
    DimensionCount,
    Edition,
    EvidenceLine,
    ExpiryLine,
    Gap,
    GapItem,
    Hold,
    Move,
    ReadinessReport,
    Reading,
    RemarkLine,
    RequirementLine,
    Stood,
    TaskLine,
    Threshold,
    UnitTasks,
)

AS_OF = date(2026, 11, 20)
BRONZE, SILVER, GOLD = LevelMark("Bronce", 1), LevelMark("Plata", 2), LevelMark("Oro", 3)
NONE = LevelMark("Sin nivel", 0)
STATES = (
    ("Cumplido", Light.GREEN),
    ("En revisión", Light.AMBER),
    ("Sin evidencia", Light.RED),
    ("No aplica", Light.GREY),
)
UNITS = (
    "Secretaría Ejecutiva para la Equidad de Género",
    "SECPLA",
    "DAF · Personas",
    "DIDECO",
    "Seguridad Humana",
)
NAMES = (
    "Planificación y gestión para la igualdad de género",
    "Arquitectura y capacidades para la igualdad de género",
    "Entornos laborales favorables para la igualdad de género",
    "Participación, alianzas y rendición de cuentas",
    "Resultados e impactos",
)


def evidence(number: int) -> EvidenceLine:
    """Make the piece of evidence with a number."""
    light = STATES[number % 3][1]
    return EvidenceLine(
        details=Details(
            title=f"Decreto que aprueba la política institucional de igualdad, tomo {number}",
            type=EvidenceType.DECREE,
            document_number=f"{1200 + number}/{number % 90}",
            document_date=AS_OF - timedelta(days=30 + number),
            valid_until=AS_OF + timedelta(days=number * 7) if number % 2 else None,
        ),
        version=1 + number % 3,
        sha256=sha256(str(number).encode()).hexdigest(),
        state=("Aceptada", "En revisión", "Devuelta")[number % 3],
        light=light,
    )


def requirement(
    number: int, dimensions: int = 5, pieces: int | None = None, title: str = ""
) -> RequirementLine:
    """Make the requirement with a number."""
    state, light = STATES[(number * 7) % 11 % 4]
    dimension = 1 + number % dimensions
    count = number % 4 if pieces is None else pieces
    return RequirementLine(
        dimension=str(dimension),
        code=f"{dimension}.{1 + number // 25}.{1 + number // 5 % 5}",
        title=title
        or "Cuenta con un diagnóstico de las brechas de género del territorio, renovado periódicamente",
        state=state,
        light=light,
        unit=UNITS[number % len(UNITS)],
        mandatory=number % 3 == 0,
        evidence=tuple(evidence(number * 4 + piece) for piece in range(count)),
    )


def report(rows: int = 40, *, text: str = "", empty: bool = False) -> ReadinessReport:
    """Make a report of `rows` requirements; `text` replaces every free text."""
    lines = tuple(sorted((requirement(n, title=text) for n in range(rows)), key=lambda line: line.code))
    thresholds = tuple(
        Threshold(level, Fraction(share, 100), Fraction(39 * share, 100))
        for level, share in ((BRONZE, 60), (SILVER, 70), (GOLD, 80))
    )
    holds = (
        Hold("Oro", "2.1.2", "Personal experto y presupuesto propio"),
        Hold("Oro", "3.1.3", "Brecha salarial"),
    )
    readings = (
        Reading("self", "Autodiagnóstico", Fraction(33), Fraction(39), 1, GOLD, None, ()),
        Reading(
            "validated",
            "Validada por la secretaría",
            Fraction(27),
            Fraction(39),
            1,
            BRONZE,
            thresholds[1],
            holds,
        ),
        Reading("external", "Evaluación externa", Fraction(0), Fraction(39), 1, NONE, thresholds[0], holds),
    )
    open_items = tuple(
        GapItem(line.code, line.title, line.unit, line.mandatory, line.state, line.light, Turn.UNIT)
        for line in lines
        if line.light is not Light.GREEN
    )
    return ReadinessReport(
        institution=text or "Municipalidad de Ejemplo",
        cycle=text or "Renovación del nivel Oro 2026–2027",
        standard="Sello de Igualdad de Género para Instituciones Públicas",
        edition=Edition("Edición de trabajo 2026", working=True, published_items=3, working_items=37),
        target=GOLD,
        as_of=AS_OF,
        evaluation_on=AS_OF + timedelta(days=143),
        generated_for=text or "Secretaría Ejecutiva para la Equidad de Género",
        main="validated",
        readings=readings,
        thresholds=thresholds,
        gap=Gap(GOLD, 5, ("2.1.2", "3.1.3"), () if empty else open_items),
        dimensions=tuple(
            DimensionCount(str(n), text or name, 6 - n % 3, 2, n % 3, n % 2)
            for n, name in enumerate(NAMES, 1)
        ),
        requirements=() if empty else lines,
        expiries=() if empty else expiries(text),
        overdue=() if empty else overdue(text),
        remarks=() if empty else remarks(text),
        changes=None if empty else changes(text),
    )


def expiries(text: str = "") -> tuple[ExpiryLine, ...]:
    """Make four pieces of evidence around their last day."""
    return tuple(
        ExpiryLine(
            text or f"Convenio de colaboración N° {n}",
            text or UNITS[n % 5],
            ("4.2.1", "5.1.1"),
            AS_OF + timedelta(days=left),
            left,
            Light.RED if left < 0 else Light.AMBER,
            renews=True,
        )
        for n, left in enumerate((-40, -1, 0, 28))
    )


def overdue(text: str = "") -> tuple[UnitTasks, ...]:
    """Make two units with late tasks."""
    task = TaskLine(
        text or "Subir el acta de la sesión de junio", text or "Ana Ejemplo", AS_OF, 12, ("2.1.3",)
    )
    return (UnitTasks(text or "DIDECO", (task, task)), UnitTasks(text or "SECPLA", (task,)))


def remarks(text: str = "") -> tuple[RemarkLine, ...]:
    """Make two open remarks."""
    long = "El acta no trae la lista de asistencia por sexo y cargo; adjúntela como nueva versión."
    line = RemarkLine(
        text or "Acta de la tercera sesión", text or "Personas", ("2.1.3",), text or long, AS_OF
    )
    return (line, line)


def changes(text: str = "") -> Changes:
    """Make what moved since a cut."""
    move = Move(
        "1.1.2", text or "Programas con metas de género", "SECPLA", "Sin evidencia", "Cumplido", Light.GREEN
    )
    return Changes(
        text or "Línea base",
        AS_OF - timedelta(days=90),
        Stood(Fraction(20, 39), Fraction(20), Fraction(39), NONE),
        Stood(Fraction(27, 39), Fraction(27), Fraction(39), BRONZE),
        (move, move),
    )
