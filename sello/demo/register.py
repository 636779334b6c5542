"""The municipality's register in the demonstration: the items of its own document, by their kind.

Names, units and the requirements they feed come from the document; public facts carry their source. What is
not known of an initiative stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from sello.register.domain import ActKind, Basis, InitiativeKind

K = InitiativeKind


@dataclass(frozen=True, slots=True)
class InitiativeSpec:
    """An initiative: which requirements it feeds and how, and what of the demonstration hangs from it."""

    name: str
    kind: InitiativeKind
    units: tuple[str, ...]
    feeds: tuple[tuple[str, str], ...] = ()
    aim: str = ""
    description: str = ""
    starts: str = ""
    ends: str = ""
    act: tuple[ActKind, str, str] | None = None
    source: str = ""
    basis: Basis | None = None
    parties: tuple[tuple[str, str], ...] = ()
    """Counterparts, each with what it does."""
    evidence: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


EVERY = "*"
"""Stands for all requirements of the edition."""

SERNAMEG = (("SernamEG", "Convenio de ejecución"),)

INITIATIVES = (
    InitiativeSpec(
        "Plan de Acción de Equidad de Género en PLADECO 2018–2025",
        K.PLAN,
        ("secpla", "secretaria"),
        (
            ("1.1.1", "Fija la política local y su plan de acción."),
            ("1.1.2", "Da objetivos y metas a los programas."),
        ),
        aim="Diseñar e implementar una política local de género.",
        starts="2018",
        ends="2025",
        act=(ActKind.DECREE, "1200/46", "2021-01-08"),
        source="PLADECO aprobado por Decreto N° 1200/46, del 08-01-2021.",
        evidence=("plan",),
        tasks=("programas",),
    ),
    InitiativeSpec(
        "Estudio Comunal de Género",
        K.STUDY,
        ("secretaria",),
        (("1.2.2", "Muestra qué barreras del territorio producen brechas de género."),),
        aim="Dar lineamientos para una política local de género.",
        evidence=("estudio", "acta-estudio"),
    ),
    InitiativeSpec(
        "Secretaría Ejecutiva para la Equidad de Género",
        K.MECHANISM,
        ("administracion",),
        (
            ("2.1.1", "Es la unidad de género, dependiente de Administración Municipal."),
            ("2.1.2", "Reúne al equipo experto y su presupuesto."),
        ),
        evidence=("unidad", "organigrama"),
        tasks=("dotacion",),
    ),
    InitiativeSpec(
        "Sello de Igualdad de Género para Instituciones Públicas",
        K.CERTIFICATION,
        ("secretaria",),
        ((EVERY, "La certificación reúne todos los requerimientos."),),
        description="La comuna cuenta con el nivel Oro desde 2025.",
        parties=(("PNUD", "Otorga la certificación"),),
        starts="2025",
        source="PNUD, sitio público del Sello: ceremonia del 12-06-2025.",
        evidence=("compromiso",),
    ),
    InitiativeSpec(
        "Política de prevención y tolerancia cero contra la violencia y discriminación",
        K.POLICY,
        ("administracion", "personas"),
        (
            ("3.3.1", "Es la política y el protocolo vigentes."),
            ("3.3.2", "Regula el canal de denuncia."),
            ("3.3.3", "Ordena la prevención anual."),
        ),
        evidence=("protocolo", "equipo-denuncias", "prevencion"),
        tasks=("protocolo",),
    ),
    InitiativeSpec(
        "Capacitación permanente al equipo municipal",
        K.TRAINING,
        ("personas", "secretaria"),
        (
            ("2.3.1", "Su plan anual nace del diagnóstico de necesidades."),
            ("2.3.2", "Da la cobertura de la formación básica."),
            ("2.3.3", "Incorpora competencias en perfiles e inducción."),
        ),
        evidence=("plan-capacitacion", "asistencia", "perfiles"),
        tasks=("perfiles",),
    ),
    InitiativeSpec(
        "Oficina de Diversidades y Disidencias Sexo-Genéricas",
        K.OFFICE,
        ("dideco", "diversidades"),
        (("4.1.2", "Aporta la mirada de las diversidades y disidencias."),),
        evidence=("oficina-diversidades",),
        tasks=("diversidades",),
    ),
    InitiativeSpec(
        "Oficina de Pueblos Originarios",
        K.OFFICE,
        ("dideco", "pueblos"),
        (("4.1.2", "Aporta la mirada de los pueblos originarios."),),
        evidence=("oficina-pueblos",),
        tasks=("pueblos",),
    ),
    InitiativeSpec(
        "Oficina de Migrantes",
        K.OFFICE,
        ("dideco", "migrantes"),
        (("4.1.2", "Aporta la mirada de las personas migrantes."),),
        evidence=("oficina-migrantes",),
        tasks=("migrantes",),
    ),
    InitiativeSpec(
        "Prevención de Violencia contra las Mujeres",
        K.AGREEMENT_PROGRAMME,
        ("seguridad",),
        (("5.1.1", "Previene la violencia de género."), ("4.2.1", "Se ejecuta en convenio con SernamEG.")),
        description="Desde el rediseño de 2024, SernamEG lo llama Prevención de las Violencias de Género.",
        basis=Basis.AGREEMENT,
        parties=SERNAMEG,
        source="Ministerio de la Mujer y la Equidad de Género (minmujeryeg.gob.cl): rediseño de 2024.",
        evidence=("convenio-sernameg",),
    ),
    InitiativeSpec(
        "Centro de la Mujer",
        K.AGREEMENT_PROGRAMME,
        ("seguridad",),
        (
            ("5.1.1", "Atiende a mujeres que viven violencia."),
            ("4.2.1", "Se ejecuta en convenio con SernamEG."),
        ),
        description="Veinte años de atención y más de 6.000 mujeres atendidas. "
        "Desde el rediseño de 2024, SernamEG llama a este programa Centros de las Mujeres.",
        basis=Basis.AGREEMENT,
        parties=SERNAMEG,
        source="Diario Municipal (diariomunicipal.cl): 20 años del Centro de las Mujeres. "
        "Ministerio de la Mujer y la Equidad de Género (minmujeryeg.gob.cl): rediseño de 2024.",
        evidence=("violencia",),
    ),
    InitiativeSpec(
        "Mujeres Jefas de Hogar",
        K.AGREEMENT_PROGRAMME,
        ("yunus",),
        (("5.1.2", "Apoya la autonomía económica."), ("4.2.1", "Se ejecuta en convenio con SernamEG.")),
        description="Talleres de formación para el trabajo, un proyecto laboral de cada participante y "
        "apoyo en el cuidado de sus hijas e hijos; no entrega dinero.",
        source="Chilevisión (chilevision.cl): requisitos del programa 2026.",
        basis=Basis.AGREEMENT,
        parties=SERNAMEG,
        evidence=("autonomia",),
    ),
    InitiativeSpec(
        "4 a 7",
        K.AGREEMENT_PROGRAMME,
        ("cormup",),
        (
            ("5.1.2", "Permite trabajar o estudiar mientras niñas y niños están a cargo del programa."),
            ("3.2.1", "Apoya la conciliación de la vida laboral y familiar."),
        ),
        description="Cuidado, apoyo en tareas y talleres para niñas y niños de 6 a 13 años, de 16:00 a "
        "19:00, de marzo a diciembre, mientras sus cuidadoras trabajan o estudian. Se extendió a más "
        "establecimientos de la comuna.",
        source="Ñuble Actual (nubleactual.cl), 2023: cómo funciona el programa.",
        basis=Basis.AGREEMENT,
        parties=SERNAMEG,
        evidence=("conciliacion",),
    ),
    InitiativeSpec("Solo Para Ti", K.MUNICIPAL_PROGRAMME, ("cormup",), (("5.1.1", ""),)),
    InitiativeSpec(
        "SOS Mujer",
        K.MUNICIPAL_PROGRAMME,
        ("seguridad",),
        (("5.1.1", ""),),
        description="Dispositivo de alerta con ubicación para mujeres con medidas de protección, a las que "
        "deriva la Fiscalía; una central atiende las alertas todo el día.",
        source="Municipalidad de Peñalolén (penalolen.cl), página de SOS Mujer.",
    ),
    InitiativeSpec(
        "Plan de Crianza, programa La Aventura de Criar",
        K.MUNICIPAL_PROGRAMME,
        ("seguridad",),
        (("4.2.3", "Trabaja la corresponsabilidad con padres y cuidadores."),),
        evidence=("crianza",),
    ),
    InitiativeSpec(
        "Luminarias con Enfoque de Género",
        K.PROJECT,
        ("espacio", "ogl", "participacion", "secretaria"),
        (
            ("5.1.3", "Mejora la seguridad del espacio público con un mapa participativo."),
            ("1.1.2", "Es un proyecto con objetivo y medición de género."),
        ),
        description="El mapa participativo llevó a mejorar la iluminación de 748 puntos de alto riesgo.",
        source="PNUD, 19-09-2025.",
        evidence=("luminarias-mapa", "luminarias-datos"),
        tasks=("mapa", "noche"),
    ),
    InitiativeSpec(
        "Corporación Yunus: oferta para la autonomía económica de las mujeres",
        K.MUNICIPAL_PROGRAMME,
        ("yunus",),
        (("5.1.2", "Reúne la oferta comunal de autonomía económica."),),
        evidence=("autonomia-datos",),
        tasks=("ferias",),
    ),
    InitiativeSpec(
        "Personal con conocimientos en diagnóstico, planificación y evaluación de impacto",
        K.CAPACITY,
        ("personas",),
        (
            ("2.1.2", "Forma el equipo experto, junto con los recursos económicos."),
            ("2.3.3", "Sostiene las competencias en los cargos."),
            ("1.4.2", "Permite evaluar programas."),
        ),
        tasks=("evaluacion",),
    ),
    InitiativeSpec(
        "Red con la academia, el mundo privado y el sector público",
        K.NETWORK,
        ("secretaria",),
        (("4.2.1", "Da los convenios y alianzas."),),
        evidence=("convenio-academia",),
        tasks=("convenio",),
    ),
    InitiativeSpec(
        "Redes territoriales y locales, de organizaciones sociales a la academia",
        K.NETWORK,
        ("participacion",),
        (("4.1.1", "Acerca a las organizaciones de mujeres al diseño y al seguimiento."),),
        evidence=("consejo", "consejo-acuerdos"),
    ),
    InitiativeSpec(
        "PNUD, ONU Mujeres y Mercociudades",
        K.INTERNATIONAL_NETWORK,
        ("alcaldia",),
        (("4.2.2", "Vincula a la comuna con otras ciudades."),),
        description="La comuna adhirió a la Declaración de Quito, de las ciudades seguras de ONU Mujeres.",
        source="Diario Municipal (diariomunicipal.cl).",
        parties=(("PNUD", ""), ("ONU Mujeres", ""), ("Mercociudades", "")),
        evidence=("redes",),
    ),
)
