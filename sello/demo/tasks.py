"""The demonstration's tasks: one at least for each turn and reason, some late, some due this week."""

from __future__ import annotations

from dataclasses import dataclass, field

from sello.tasks.domain.due import Priority
from sello.tasks.domain.states import Step
from sello.tasks.domain.turn import Turn


@dataclass(frozen=True, slots=True)
class Taken:
    """A step in a task's life: how many days ago, by whom, and why."""

    days_ago: int
    step: Step
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a task; with `until` (days from the day of loading) a request for more time."""

    days_ago: int
    by: str
    text: str
    to: Turn = Turn.SECRETARIAT
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to what was asked; `until` is the day that was granted."""

    days_ago: int
    by: str
    text: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """A task: `due` counts days from the day of loading (negative: already past)."""

    key: str
    title: str
    codes: tuple[str, ...]
    unit: str
    asked: int
    due: int
    person: str | None = None
    priority: Priority = Priority.NORMAL
    description: str = ""
    steps: tuple[Taken, ...] = ()
    comments: tuple[tuple[int, str, str], ...] = ()
    evidence: tuple[str, ...] = field(default=())
    asks: tuple[Asked, ...] = ()
    answers: tuple[Answered, ...] = ()


HIGH, LOW = Priority.HIGH, Priority.LOW
START, DELIVER, ACCEPT, RETURN = Step.START, Step.DELIVER, Step.ACCEPT, Step.RETURN

TASKS = (
    TaskSpec(
        "brecha",
        "Completar el diagnóstico de brecha salarial con las corporaciones",
        ("3.1.3",),
        "personas",
        60,
        -9,
        "personas",
        HIGH,
        "El estudio debe incluir a Cormup y a la Corporación Yunus.",
        (
            Taken(52, START, "personas"),
            Taken(44, DELIVER, "personas"),
        ),
        ((30, "personas", "Pedimos los datos a ambas corporaciones; responden esta semana."),),
        ("brecha",),
    ),
    TaskSpec(
        "dotacion",
        "Certificar la jornada y el presupuesto de la unidad de género",
        ("2.1.2",),
        "daf",
        50,
        -5,
        "daf",
        HIGH,
        steps=(
            Taken(45, START, "daf"),
            Taken(33, DELIVER, "daf"),
        ),
        evidence=("contratos",),
    ),
    TaskSpec(
        "reclutamiento",
        "Redactar el procedimiento de selección sin sesgos",
        ("3.1.1",),
        "personas",
        40,
        -3,
        None,
        HIGH,
        "Debe cubrir bases, comisiones y promoción interna.",
        (Taken(21, START, "personas"),),
        ((12, "secretary", "¿Necesitan apoyo para las bases tipo? Podemos revisarlas en conjunto."),),
    ),
    TaskSpec(
        "tablero",
        "Subir el informe semestral de indicadores vigente",
        ("1.4.1",),
        "secpla",
        25,
        -2,
        "secpla",
        HIGH,
    ),
    TaskSpec(
        "gasto",
        "Separar el gasto etiquetado en el informe anual de ejecución",
        ("1.3.2",),
        "daf",
        35,
        1,
        "daf",
        steps=(Taken(15, START, "daf"),),
        asks=(
            Asked(10, "daf", "¿Hasta cuándo pueden esperar el cierre contable?", until=4),
            Asked(2, "secretary", "¿El informe incluirá a las corporaciones?", Turn.UNIT),
        ),
        answers=(Answered(9, "secretary", "Sí: el cierre es el viernes.", until=4),),
    ),
    TaskSpec(
        "programas",
        "Completar la matriz de indicadores de vivienda y deportes",
        ("1.1.2",),
        "secpla",
        30,
        3,
        "secpla",
        steps=(Taken(24, START, "secpla"), Taken(12, DELIVER, "secpla")),
        evidence=("matriz",),
    ),
    TaskSpec(
        "metas",
        "Entregar los convenios de desempeño con metas de género",
        ("2.2.2",),
        "administracion",
        28,
        6,
        "administracion",
        steps=(Taken(20, START, "administracion"), Taken(9, DELIVER, "administracion")),
        evidence=("convenios-desempeno",),
    ),
    TaskSpec(
        "diversidades",
        "Entregar el informe semestral de la oficina",
        ("4.1.2",),
        "diversidades",
        21,
        2,
        "diversidades",
        steps=(Taken(14, START, "diversidades"), Taken(5, DELIVER, "diversidades")),
        evidence=("oficina-diversidades",),
    ),
    TaskSpec(
        "migrantes",
        "Preparar el informe semestral de atención con totales por sexo",
        ("4.1.2",),
        "migrantes",
        14,
        2,
        "migrantes",
        description="Solo totales: no incluya nombres ni datos de las personas atendidas.",
        steps=(Taken(6, START, "migrantes"),),
    ),
    TaskSpec(
        "pueblos",
        "Actualizar el registro de actividades del semestre",
        ("4.1.2",),
        "pueblos",
        12,
        9,
        "pueblos",
    ),
    TaskSpec(
        "evaluacion",
        "Proponer un programa que evaluar con enfoque de género",
        ("1.4.2",),
        "control",
        18,
        12,
        "control",
        asks=(Asked(3, "control", "El programa elegido cierra su período a fin de mes.", until=32),),
    ),
    TaskSpec(
        "cierre",
        "Redactar el plan de cierre de la brecha salarial",
        ("3.1.4",),
        "personas",
        16,
        20,
        "bienestar",
        steps=(Taken(8, START, "bienestar"),),
    ),
    TaskSpec(
        "protocolo",
        "Preparar la renovación del protocolo antes de que venza",
        ("3.3.1", "3.3.2"),
        "juridica",
        10,
        24,
        "juridica",
    ),
    TaskSpec(
        "perfiles",
        "Renovar la vigencia de los perfiles de cargo",
        ("2.3.3",),
        "personas",
        8,
        15,
        "personas",
        steps=(
            Taken(4, DELIVER, "personas", "Los perfiles siguen vigentes por el decreto de enero."),
            Taken(2, RETURN, "secretary", "Falta indicar el número del decreto que los mantiene."),
        ),
    ),
    TaskSpec(
        "convenio",
        "Tramitar la renovación del convenio con el mecanismo nacional",
        ("4.2.1",),
        "secretaria",
        9,
        25,
        "analyst",
        HIGH,
    ),
    TaskSpec(
        "lineas",
        "Etiquetar el presupuesto del próximo año",
        ("1.3.1",),
        "daf",
        7,
        30,
        "daf",
    ),
    TaskSpec(
        "cambio",
        "Definir la metodología del estudio de cambio de conductas",
        ("5.2.1",),
        "secretaria",
        13,
        18,
        "analyst",
        asks=(Asked(6, "secretary", "¿Basta una encuesta propia, o debe ser comparable?", Turn.EVALUATION),),
    ),
    TaskSpec(
        "noche",
        "Recorrer de noche los puntos mejorados y registrar la percepción",
        ("5.1.3",),
        "espacio",
        11,
        1,
        "espacio",
        steps=(Taken(4, START, "espacio"),),
    ),
    TaskSpec(
        "ferias",
        "Enviar el calendario de ferias de emprendedoras",
        ("5.1.2",),
        "yunus",
        6,
        5,
        "yunus",
        LOW,
        asks=(Asked(1, "yunus", "¿Van también las ferias que organizan las juntas de vecinos?"),),
    ),
    TaskSpec(
        "acta",
        "Agregar la asistencia al acta de la segunda sesión",
        ("2.1.3",),
        "secretaria",
        95,
        -80,
        "analyst",
        steps=(
            Taken(90, START, "analyst"),
            Taken(88, DELIVER, "analyst"),
            Taken(86, ACCEPT, "secretary", "Completa."),
        ),
        evidence=("acta-comite-2",),
    ),
    TaskSpec(
        "clima",
        "Aplicar la encuesta de clima e informar resultados",
        ("3.4.1",),
        "personas",
        120,
        -58,
        "bienestar",
        steps=(
            Taken(110, START, "bienestar"),
            Taken(63, DELIVER, "bienestar"),
        ),
        evidence=("clima",),
    ),
    TaskSpec(
        "mapa",
        "Entregar el mapa participativo y sus datos",
        ("5.1.3",),
        "espacio",
        125,
        -100,
        "espacio",
        steps=(Taken(118, START, "espacio"), Taken(103, DELIVER, "espacio")),
        evidence=("luminarias-mapa", "luminarias-datos"),
    ),
    TaskSpec(
        "cuenta",
        "Redactar el capítulo de género de la cuenta pública",
        ("4.3.1",),
        "comunicaciones",
        170,
        -140,
        "comunicaciones",
        steps=(
            Taken(150, START, "comunicaciones"),
            Taken(142, DELIVER, "comunicaciones"),
        ),
        evidence=("cuenta",),
    ),
    TaskSpec(
        "duplicada",
        "Actualizar el organigrama",
        ("2.1.1",),
        "administracion",
        80,
        -60,
        None,
        LOW,
        steps=(Taken(74, Step.CANCEL, "secretary", "El organigrama vigente ya está en las evidencias."),),
    ),
)
