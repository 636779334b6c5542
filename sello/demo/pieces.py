"""The demonstration's evidence: what each piece is, what it serves and how its review went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sello.demo.files.paper import Form
from sello.evidence.domain.details import EvidenceType as Kind
from sello.evidence.domain.review import Part

Outcome = Literal["accepted", "returned", "submitted", "remedied"]


@dataclass(frozen=True, slots=True)
class PieceSpec:
    """A piece: days are counted back from the day of loading; `valid` forward to its last day (None: no end)."""

    key: str
    codes: tuple[str, ...]
    unit: str
    kind: Kind
    title: str
    number: str
    form: Form
    age: int
    handed: int
    outcome: Outcome = "accepted"
    valid: int | None = None
    remark: str = ""
    parts: tuple[Part, ...] = ()
    replaces: str | None = None
    reserved: bool = False
    rows: tuple[tuple[str | int, ...], ...] = ()


SEX = ("Unidad", "Mujeres", "Hombres", "Otras identidades o sin dato")
ATTENDANCE = (SEX, ("Alcaldía", 9, 7, 0), ("DIDECO", 58, 31, 2), ("DAF", 41, 33, 0), ("SECPLA", 14, 12, 0))
BUDGET = (
    ("Línea", "Presupuesto (M$)", "Etiqueta"),
    ("Prevención de violencia", 184500, "género"),
    ("Autonomía económica", 96200, "género"),
    ("Formación interna", 22800, "género"),
)
GRADES = (("Grado", "Mujeres", "Hombres"), ("Directivo", 11, 12), ("Profesional", 164, 121), ("Técnico", 98, 103))
LAMPS = (("Sector", "Puntos priorizados", "Puntos mejorados"), ("Norte", 96, 90), ("Centro", 71, 71), ("Sur", 88, 64))

PIECES = (
    PieceSpec("politica", ("1.1.1",), "secretaria", Kind.DECREE, "Decreto que aprueba la política de igualdad de género", "1345/18", "pdf", 230, 205),
    PieceSpec("plan", ("1.1.1",), "secretaria", Kind.PLAN, "Plan de acción de equidad de género", "PA-04", "docx", 228, 204, valid=430),
    PieceSpec("matriz", ("1.1.2",), "secpla", Kind.SPREADSHEET, "Matriz de indicadores de género de los programas", "MI-2", "xlsx", 40, 12, "submitted", rows=(("Programa", "Indicador", "Meta"), ("Autonomía", "Mujeres formalizadas", 120), ("Deportes", "Participantes mujeres", 450))),
    PieceSpec("plan-regulador", ("1.1.3",), "alcaldia", Kind.REPORT, "Informe de medidas de autonomía en el plan comunal", "INF-88", "pdf", 170, 158),
    PieceSpec("diccionario", ("1.2.1",), "secpla", Kind.SPREADSHEET, "Diccionario de datos con desagregación por sexo", "DD-7", "xlsx", 150, 128, rows=(("Campo", "Tipo", "Obligatorio"), ("sexo", "lista", "sí"), ("tramo de edad", "lista", "sí"), ("nacionalidad", "lista", "sí"))),
    PieceSpec("boletin", ("1.2.1",), "dideco", Kind.REPORT, "Boletín estadístico social con enfoque de género", "BE-3", "pdf", 70, 52),
    PieceSpec("estudio", ("1.2.2",), "secretaria", Kind.STUDY, "Estudio comunal de género: síntesis de resultados", "EC-1", "pdf", 215, 190, valid=480),
    PieceSpec("acta-estudio", ("1.2.2",), "secretaria", Kind.MINUTES, "Acta de presentación del estudio al Concejo", "41", "jpg", 205, 188),
    PieceSpec("presupuesto", ("1.3.1",), "daf", Kind.SPREADSHEET, "Presupuesto etiquetado de igualdad de género", "PRE-11", "xlsx", 140, 118, valid=40, rows=BUDGET),
    PieceSpec("tablero", ("1.4.1",), "secpla", Kind.REPORT, "Informe semestral de indicadores a la autoridad", "INF-31", "pdf", 200, 150, valid=-12),
    PieceSpec("acta-tablero", ("1.4.1",), "secpla", Kind.MINUTES, "Acta de revisión de indicadores con la autoridad", "9", "docx", 198, 149, valid=-12),
    PieceSpec("bases", ("1.5.1",), "daf", Kind.OTHER, "Bases tipo de licitación con criterios de género", "BT-5", "docx", 100, 82),
    PieceSpec("unidad", ("2.1.1",), "administracion", Kind.DECREE, "Decreto que crea la Secretaría Ejecutiva para la Equidad de Género", "220/5", "pdf", 240, 208),
    PieceSpec("organigrama", ("2.1.1",), "administracion", Kind.PUBLICATION, "Organigrama municipal vigente", "", "png", 210, 207),
    PieceSpec("contratos", ("2.1.2",), "daf", Kind.CERTIFICATE, "Certificado de dotación experta de la unidad de género", "C-19", "pdf", 60, 33, "returned", remark="El certificado no indica la jornada de cada integrante ni el presupuesto propio de la unidad. Agregue ambos datos en una nueva versión.", parts=(Part.FILE, Part.DOCUMENT)),
    PieceSpec("comite", ("2.1.3",), "secretaria", Kind.DECREE, "Decreto que constituye el Comité de Género", "512/9", "pdf", 190, 172),
    PieceSpec("acta-comite-1", ("2.1.3",), "secretaria", Kind.MINUTES, "Acta de la primera sesión del Comité de Género", "1", "jpg", 165, 160),
    PieceSpec("acta-comite-2", ("2.1.3",), "secretaria", Kind.MINUTES, "Acta de la segunda sesión del Comité de Género", "2", "pdf", 104, 99, "remedied", remark="Falta la asistencia por unidad y por asociación. Adjúntela en la misma acta.", parts=(Part.FILE,)),
    PieceSpec("compromiso", ("2.2.1",), "alcaldia", Kind.LETTER, "Compromiso público de renovación del Sello", "OF-12", "pdf", 225, 203),
    PieceSpec("convenios-desempeno", ("2.2.2",), "administracion", Kind.AGREEMENT, "Convenios de desempeño con metas de género", "CD-8", "docx", 20, 9, "submitted"),
    PieceSpec("plan-capacitacion", ("2.3.1",), "personas", Kind.PLAN, "Plan anual de capacitación en igualdad", "640/2", "pdf", 185, 166, valid=95),
    PieceSpec("diagnostico-capacitacion", ("2.3.1",), "personas", Kind.STUDY, "Diagnóstico de necesidades de formación", "", "docx", 196, 167),
    PieceSpec("asistencia", ("2.3.2",), "personas", Kind.ATTENDANCE, "Cobertura de la formación básica por unidad y sexo", "", "xlsx", 78, 66, rows=ATTENDANCE),
    PieceSpec("asistencia-jefaturas", ("2.3.2",), "personas", Kind.CERTIFICATE, "Certificado de formación de jefaturas", "C-27", "pdf", 74, 65, reserved=True),
    PieceSpec("perfiles", ("2.3.3",), "personas", Kind.OTHER, "Perfiles de cargo con competencias de género", "PC-3", "docx", 112, 96, valid=28),
    PieceSpec("induccion", ("2.3.3",), "personas", Kind.SLIDES, "Programa de inducción con módulo de igualdad", "", "pdf", 110, 95),
    PieceSpec("dotacion", ("3.1.2",), "personas", Kind.SPREADSHEET, "Dotación por grado y sexo", "", "xlsx", 95, 86, rows=GRADES),
    PieceSpec("brecha", ("3.1.3",), "personas", Kind.STUDY, "Diagnóstico de brecha salarial", "EST-2", "pdf", 66, 44, "returned", remark="El estudio no incluye a las corporaciones. Complete el capítulo 3 o justifique por escrito la exclusión.", parts=(Part.FILE,), reserved=True),
    PieceSpec("ordenanza", ("3.2.1",), "personas", Kind.REGULATION, "Reglamento interno de conciliación", "RI-4", "pdf", 155, 138),
    PieceSpec("conciliacion", ("3.2.1",), "cormup", Kind.REPORT, "Informe del programa 4 a 7 y su apoyo a la conciliación", "INF-17", "pdf", 64, 48),
    PieceSpec("protocolo-viejo", ("3.3.1",), "juridica", Kind.PROTOCOL, "Protocolo contra el acoso, primera versión", "88/1", "pdf", 260, 200),
    PieceSpec("protocolo", ("3.3.1", "3.3.2"), "juridica", Kind.PROTOCOL, "Protocolo de prevención y tolerancia cero", "903/7", "pdf", 150, 132, valid=52, replaces="protocolo-viejo"),
    PieceSpec("equipo-denuncias", ("3.3.2",), "personas", Kind.DECREE, "Decreto que designa al equipo del canal de denuncia", "915/2", "pdf", 135, 120, reserved=True),
    PieceSpec("prevencion", ("3.3.3",), "personas", Kind.PLAN, "Programa anual de prevención y sensibilización", "", "docx", 92, 78),
    PieceSpec("prevencion-asistencia", ("3.3.3",), "personas", Kind.ATTENDANCE, "Asistencia a jornadas de prevención por sexo y estamento", "", "xlsx", 84, 76, rows=ATTENDANCE),
    PieceSpec("clima", ("3.4.1",), "personas", Kind.REPORT, "Resultados de la encuesta de clima con enfoque de género", "INF-52", "pdf", 76, 63),
    PieceSpec("consejo", ("4.1.1",), "participacion", Kind.MINUTES, "Acta del Consejo de Mujeres", "6", "jpg", 122, 112),
    PieceSpec("consejo-acuerdos", ("4.1.1",), "participacion", Kind.REPORT, "Seguimiento de acuerdos con organizaciones de mujeres", "INF-40", "docx", 116, 110),
    PieceSpec("oficina-migrantes", ("4.1.2",), "migrantes", Kind.REPORT, "Informe de atención de la Oficina de Migrantes", "INF-21", "pdf", 80, 72),
    PieceSpec("oficina-pueblos", ("4.1.2",), "pueblos", Kind.REPORT, "Informe de actividades de la Oficina de Pueblos Originarios", "INF-22", "pdf", 82, 73),
    PieceSpec("oficina-diversidades", ("4.1.2",), "diversidades", Kind.REPORT, "Informe de la Oficina de Diversidades y Disidencias", "INF-23", "docx", 8, 5, "submitted"),
    PieceSpec("convenio-sernameg", ("4.2.1", "5.1.1"), "secretaria", Kind.AGREEMENT, "Convenio de colaboración con el mecanismo nacional", "CV-2", "pdf", 175, 153, valid=38),
    PieceSpec("convenio-academia", ("4.2.1",), "secretaria", Kind.AGREEMENT, "Convenio con una universidad", "CV-5", "pdf", 168, 152, valid=300),
    PieceSpec("redes", ("4.2.2",), "alcaldia", Kind.LETTER, "Carta de adhesión a una red internacional", "OF-51", "pdf", 120, 101),
    PieceSpec("crianza", ("4.2.3",), "seguridad", Kind.REPORT, "Informe del programa La Aventura de Criar", "INF-35", "pdf", 102, 92),
    PieceSpec("cuenta", ("4.3.1",), "comunicaciones", Kind.PUBLICATION, "Cuenta pública: capítulo de igualdad de género", "", "pdf", 160, 142),
    PieceSpec("manual", ("4.3.2",), "comunicaciones", Kind.OTHER, "Manual de comunicación inclusiva", "", "docx", 110, 94),
    PieceSpec("campana", ("4.3.2",), "comunicaciones", Kind.PHOTO, "Afiche de campaña contra la violencia de género", "", "png", 96, 91),
    PieceSpec("violencia", ("5.1.1",), "seguridad", Kind.REPORT, "Estadísticas agregadas de atención en violencia de género", "INF-61", "pdf", 75, 64),
    PieceSpec("autonomia", ("5.1.2",), "yunus", Kind.REPORT, "Seguimiento de participantes en autonomía económica", "INF-12", "pdf", 79, 69),
    PieceSpec("autonomia-datos", ("5.1.2",), "yunus", Kind.SPREADSHEET, "Resultados agregados de autonomía económica", "", "xlsx", 78, 68, rows=(("Programa", "Participantes", "Formalizadas"), ("Jefas de Hogar", 210, 48), ("Emprendimiento", 164, 61))),
    PieceSpec("luminarias-mapa", ("5.1.3",), "espacio", Kind.PHOTO, "Mapa participativo de luminarias con enfoque de género", "", "png", 118, 104),
    PieceSpec("luminarias-datos", ("5.1.3",), "espacio", Kind.SPREADSHEET, "Puntos priorizados y mejorados por sector", "", "xlsx", 114, 103, rows=LAMPS),
    PieceSpec("seminario", ("5.2.2",), "secretaria", Kind.PUBLICATION, "Memoria del seminario de municipios por la igualdad", "", "pdf", 30, 18),
)
