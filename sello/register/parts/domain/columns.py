"""What the rows of a part say: columns with a shape, in the words in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sello.core.labels import N_, LabelledEnum


class Shape(StrEnum):
    """What a column holds, and so how it is typed and shown."""

    TEXT = "text"
    LONG = "long"
    COUNT = "count"
    PERCENT = "percent"
    PESOS = "pesos"
    YEAR = "year"
    DAY = "day"
    CHOICE = "choice"
    UNIT = "unit"
    ROW = "row"
    PIECE = "piece"
    INDICATOR = "indicator"
    ACTION = "action"


class Part(LabelledEnum):
    """A list of rows that an initiative has; the stored value is its word in an address."""

    SHARES = "reparto", N_("Responsabilidad de cada unidad")
    BODIES = "ejecutores", N_("Entidad ejecutora, por año")
    PARTIES = "contrapartes", N_("Contrapartes y aportes")
    BUDGET = "presupuesto", N_("Financiamiento y presupuesto, por año")
    SESSIONS = "sesiones", N_("Sesiones")
    ATTENDANCE = "asistencia", N_("Asistencia a las sesiones")
    STAFF = "dotacion", N_("Dotación que se forma")
    MEMBERS = "integrantes", N_("Integrantes, por cargo")
    MEETINGS = "reuniones", N_("Reuniones")
    PRESENT = "presentes", N_("Asistencia a las reuniones")
    RESOLUTIONS = "acuerdos", N_("Acuerdos")
    COMPETENCES = "competencias", N_("Competencias por cargo")
    CHAIN = "cadena", N_("Cadena de la brecha")


class Staff(LabelledEnum):
    """How somebody works for the town hall."""

    MANAGER = "manager", N_("Directivos")
    PROFESSIONAL = "professional", N_("Profesionales")
    TECHNICAL = "technical", N_("Técnicos")
    ADMINISTRATIVE = "administrative", N_("Administrativos")
    AUXILIARY = "auxiliary", N_("Auxiliares")
    FEES = "fees", N_("Honorarios")
    LABOUR_CODE = "labour-code", N_("Código del Trabajo")


class Seat(LabelledEnum):
    """What somebody is in a committee."""

    CHAIR = "chair", N_("Preside")
    COORDINATION = "coordination", N_("Coordina")
    MEMBER = "member", N_("Integra")
    SUBSTITUTE = "substitute", N_("Suplente")


class Competence(LabelledEnum):
    """What the town's own document asks its people to know."""

    DIAGNOSIS = "diagnosis", N_("Diagnóstico")
    PLANNING = "planning", N_("Planificación")
    IMPACT = "impact", N_("Evaluación de impacto")


class Lens(LabelledEnum):
    """How far money serves gender equality, in the three steps of the OECD's marker."""

    PRINCIPAL = "principal", N_("Objetivo principal")
    SIGNIFICANT = "significant", N_("Objetivo significativo")
    NOT_TARGETED = "not-targeted", N_("No la busca")


class Link(LabelledEnum):
    """The links of a gap's chain, each hung from the one before."""

    BARRIER = "barrier", N_("Barrera")
    GAP = "gap", N_("Brecha")
    GUIDELINE = "guideline", N_("Lineamiento")
    OBJECTIVE = "objective", N_("Objetivo")
    ACTION = "action", N_("Acción")
    TARGET = "target", N_("Meta")
    INDICATOR = "indicator", N_("Indicador")
    VERIFICATION = "verification", N_("Medio de verificación")

    @property
    def before(self) -> Link | None:
        """The link that it hangs from; a barrier hangs from nothing."""
        place = list(Link).index(self)
        return list(Link)[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a part: its name in the table, its words, its shape."""

    name: str
    label: str
    shape: Shape
    needed: bool = False
    choices: type[LabelledEnum] | None = None
    of: Part | None = None
    """The part whose rows it names."""
    most: int = 300
    """Letters of a text."""
    names: bool = False
    """Whether a row is called by it where another part names the row."""


PEOPLE = (
    Column("women", N_("Mujeres"), Shape.COUNT),
    Column("men", N_("Hombres"), Shape.COUNT),
    Column("others", N_("Otra identidad o sin dato"), Shape.COUNT),
)
"""Counts by sex, never names."""

COLUMNS: dict[Part, tuple[Column, ...]] = {
    Part.SHARES: (
        Column("unit_id", N_("Unidad"), Shape.UNIT, needed=True),
        Column("share", N_("Responsabilidad (%)"), Shape.PERCENT),
    ),
    Part.BODIES: (
        Column("body", N_("Entidad ejecutora"), Shape.TEXT, needed=True),
        Column("from_year", N_("Desde el año"), Shape.YEAR, needed=True),
        Column("until_year", N_("Hasta el año (vacío: hasta hoy)"), Shape.YEAR),
    ),
    Part.PARTIES: (
        Column("name", N_("Contraparte"), Shape.TEXT, needed=True),
        Column("role", N_("Qué hace o aporta"), Shape.TEXT),
        Column("amount", N_("Monto (pesos)"), Shape.PESOS),
    ),
    Part.BUDGET: (
        Column("year", N_("Año"), Shape.YEAR, needed=True),
        Column("funder", N_("Financiamiento"), Shape.TEXT),
        Column("own", N_("Propio (pesos)"), Shape.PESOS),
        Column("transferred", N_("Transferido (pesos)"), Shape.PESOS),
        Column("executed", N_("Ejecutado (pesos)"), Shape.PESOS),
        Column("lens", N_("La igualdad de género es"), Shape.CHOICE, choices=Lens),
    ),
    Part.SESSIONS: (
        Column("held_on", N_("Fecha"), Shape.DAY, needed=True, names=True),
        Column("topic", N_("Tema"), Shape.TEXT, needed=True, names=True),
        Column("hours", N_("Horas"), Shape.COUNT),
    ),
    Part.ATTENDANCE: (
        Column("session_id", N_("Sesión"), Shape.ROW, needed=True, of=Part.SESSIONS),
        Column("unit_id", N_("Unidad"), Shape.UNIT, needed=True),
        Column("staff", N_("Estamento"), Shape.CHOICE, needed=True, choices=Staff),
        *PEOPLE,
    ),
    Part.STAFF: (
        Column("unit_id", N_("Unidad"), Shape.UNIT, needed=True),
        Column("staff", N_("Estamento"), Shape.CHOICE, needed=True, choices=Staff),
        *PEOPLE,
    ),
    Part.MEMBERS: (
        Column("post", N_("Cargo"), Shape.TEXT, needed=True, names=True),
        Column("unit_id", N_("Unidad"), Shape.UNIT),
        Column("seat", N_("Lugar en el comité"), Shape.CHOICE, needed=True, choices=Seat),
    ),
    Part.MEETINGS: (
        Column("held_on", N_("Fecha"), Shape.DAY, needed=True, names=True),
        Column("agenda", N_("Tabla"), Shape.LONG, needed=True, most=3000),
        Column("quorum", N_("Quórum (personas)"), Shape.COUNT),
        Column("minutes_id", N_("Acta"), Shape.PIECE),
    ),
    Part.PRESENT: (
        Column("meeting_id", N_("Reunión"), Shape.ROW, needed=True, of=Part.MEETINGS),
        Column("member_id", N_("Cargo que asistió"), Shape.ROW, needed=True, of=Part.MEMBERS),
    ),
    Part.RESOLUTIONS: (
        Column("meeting_id", N_("Reunión"), Shape.ROW, needed=True, of=Part.MEETINGS),
        Column("text", N_("Qué se acordó"), Shape.TEXT, needed=True),
        Column("unit_id", N_("Unidad que lo cumple"), Shape.UNIT, needed=True),
        Column("due_on", N_("Para cuándo"), Shape.DAY),
    ),
    Part.COMPETENCES: (
        Column("post", N_("Cargo"), Shape.TEXT, needed=True),
        Column("competence", N_("Competencia"), Shape.CHOICE, needed=True, choices=Competence),
        Column("wanted", N_("Personas que se necesitan"), Shape.COUNT),
        Column("held", N_("Personas que la tienen"), Shape.COUNT),
        Column("hours", N_("Horas al mes"), Shape.COUNT),
        Column("budget", N_("Presupuesto (pesos)"), Shape.PESOS),
    ),
    Part.CHAIN: (
        Column("link", N_("Eslabón"), Shape.CHOICE, needed=True, choices=Link),
        Column("text", N_("Qué dice"), Shape.LONG, needed=True, most=2000, names=True),
        Column("follows_id", N_("Viene de"), Shape.ROW, of=Part.CHAIN),
        Column("action_id", N_("Acción del plan de mejora, de un eslabón de acción"), Shape.ACTION),
        Column("indicator_id", N_("Indicador del registro, de un eslabón de indicador"), Shape.INDICATOR),
        Column("proof_id", N_("Documento, de un medio de verificación"), Shape.PIECE),
    ),
}
"""What the rows of each part say, in the order in which it is asked."""


def column(part: Part, name: str) -> Column:
    """A column of a part by its name."""
    return next(one for one in COLUMNS[part] if one.name == name)


UNIQUE: dict[Part, tuple[str, ...]] = {
    Part.SHARES: ("unit_id",),
    Part.BUDGET: ("year", "funder"),
    Part.ATTENDANCE: ("session_id", "unit_id", "staff"),
    Part.STAFF: ("unit_id", "staff"),
    Part.PRESENT: ("meeting_id", "member_id"),
    Part.COMPETENCES: ("post", "competence"),
}
"""What two rows of a part cannot both say."""
