"""How each requirement of the demonstration's current cycle stands, who answers for it and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stand = Literal["validated", "declared", "declined", "not-applicable", "open"]


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """A requirement: its unit, how far it is, the unit's words, and how many days ago it answered."""

    code: str
    unit: str
    stand: Stand
    narrative: str
    days_ago: int


def _v(code: str, unit: str, narrative: str, days_ago: int) -> AnswerSpec:
    return AnswerSpec(code, unit, "validated", narrative, days_ago)


def _d(code: str, unit: str, narrative: str, days_ago: int) -> AnswerSpec:
    return AnswerSpec(code, unit, "declared", narrative, days_ago)


ANSWERS = (
    _v(
        "1.1.1",
        "secretaria",
        "La política está aprobada por decreto y su plan de acción se revisa cada semestre.",
        190,
    ),
    _d(
        "1.1.2",
        "secpla",
        "Tres programas ya tienen matriz de indicadores; faltan los de vivienda y deportes.",
        30,
    ),
    _v("1.1.3", "alcaldia", "El plan comunal incorpora medidas de autonomía económica y de seguridad.", 150),
    _v(
        "1.2.1",
        "secpla",
        "El diccionario de datos exige sexo, tramo de edad y nacionalidad en los registros.",
        120,
    ),
    _v("1.2.2", "secretaria", "El estudio comunal de género se presentó al Concejo y orienta el plan.", 180),
    _v("1.3.1", "daf", "Cada línea presupuestaria de género lleva su etiqueta en el sistema contable.", 110),
    AnswerSpec(
        "1.3.2", "daf", "declined", "El informe anual de ejecución todavía no separa el gasto etiquetado.", 40
    ),
    _v("1.4.1", "secpla", "El tablero semestral llega a la autoridad con diez indicadores.", 140),
    AnswerSpec("1.4.2", "control", "open", "", 0),
    _v("1.5.1", "daf", "Las bases tipo incluyen criterios de género desde este año.", 75),
    _v(
        "2.1.1",
        "administracion",
        "La Secretaría Ejecutiva depende de Administración Municipal por decreto.",
        195,
    ),
    _d("2.1.2", "daf", "El equipo tiene contratos vigentes; el presupuesto propio está en trámite.", 35),
    _v(
        "2.1.3",
        "secretaria",
        "El comité sesiona cada dos meses con todas las unidades y las asociaciones.",
        100,
    ),
    _v("2.2.1", "alcaldia", "La autoridad firmó y publicó el compromiso de renovación.", 200),
    _d("2.2.2", "administracion", "Los convenios de desempeño del año incluyen una meta por dirección.", 14),
    _v("2.3.1", "personas", "El plan anual nace del diagnóstico de necesidades y está decretado.", 160),
    _v("2.3.2", "personas", "La formación básica alcanzó a todas las direcciones.", 60),
    _v("2.3.3", "personas", "Los perfiles y la inducción incorporan competencias de género.", 90),
    AnswerSpec("3.1.1", "personas", "open", "", 0),
    _v("3.1.2", "personas", "La tabla por grado y sexo se actualiza cada semestre.", 80),
    _d(
        "3.1.3",
        "personas",
        "El estudio de brecha salarial está hecho; falta incluir a las corporaciones.",
        45,
    ),
    _d("3.1.4", "personas", "Las medidas se acordaron con las asociaciones; su plan se está redactando.", 20),
    _v(
        "3.2.1",
        "personas",
        "La ordenanza interna regula jornada flexible, sala de lactancia y permisos.",
        130,
    ),
    AnswerSpec(
        "3.2.2",
        "personas",
        "not-applicable",
        "Durante el ciclo no hubo permisos parentales que medir en la dotación comprendida.",
        50,
    ),
    _v("3.3.1", "juridica", "El protocolo está vigente, difundido y con sus plazos revisados.", 125),
    _v("3.3.2", "personas", "El canal es confidencial y su equipo cuenta con formación.", 115),
    _v("3.3.3", "personas", "Hay prevención todos los años, con asistencia por sexo y estamento.", 70),
    _v(
        "3.4.1",
        "personas",
        "La encuesta de clima se aplicó con preguntas de género y tiene plan de seguimiento.",
        55,
    ),
    _v("4.1.1", "participacion", "El consejo de mujeres participa en el diseño y en el seguimiento.", 105),
    _v("4.1.2", "dideco", "Las tres oficinas informan su atención con totales por sexo.", 65),
    _v("4.2.1", "secretaria", "Hay convenios vigentes con el mecanismo nacional, academia y privados.", 145),
    _v("4.2.2", "alcaldia", "La comuna participa en redes internacionales de ciudades.", 95),
    _v("4.2.3", "seguridad", "El Plan de Crianza trabaja corresponsabilidad con padres y cuidadores.", 85),
    _v("4.3.1", "comunicaciones", "La cuenta pública dedica un capítulo a los resultados de género.", 135),
    _v("4.3.2", "comunicaciones", "El manual de comunicación inclusiva se usa en todas las campañas.", 88),
    _v(
        "5.1.1",
        "seguridad",
        "Las estadísticas de atención se publican como totales, sin datos personales.",
        58,
    ),
    _v("5.1.2", "yunus", "El seguimiento mide ingresos y formalización de las participantes.", 62),
    _v(
        "5.1.3", "espacio", "El mapa participativo orientó las luminarias y hay medición antes y después.", 98
    ),
    _d("5.2.1", "secretaria", "El estudio de cambio se licitó y comenzará el próximo trimestre.", 25),
    _d("5.2.2", "secretaria", "El seminario y la publicación están documentados.", 10),
)
