"""Units and people of the demonstration: the units of the municipality's document, the people invented."""

from __future__ import annotations

from dataclasses import dataclass

from sello.accounts.domain.actor import Role

INSTITUTION = "Municipalidad de Peñalolén (demostración)"
ZONE = "America/Santiago"
PASSWORD = "camino-al-sello-oro"  # noqa: S105 - shown on the sign-in page of the demonstration, and only there


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit: the key by which the other tables name it, its names and where it hangs."""

    key: str
    name: str
    short: str
    parent: str | None
    corporation: bool = False


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """A fictitious person; `signs_in` says that the demonstration offers her account."""

    key: str
    name: str
    email: str
    post: str
    role: Role
    unit: str | None
    signs_in: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account that the demonstration offers."""

    email: str
    name: str
    role: Role


UNITS = (
    UnitSpec("alcaldia", "Alcaldía", "Alcaldía", None),
    UnitSpec("administracion", "Administración Municipal", "Administración", "alcaldia"),
    UnitSpec(
        "secretaria",
        "Secretaría Ejecutiva para la Equidad de Género",
        "Secretaría Ejecutiva",
        "administracion",
    ),
    UnitSpec("secpla", "Secretaría Comunal de Planificación", "SECPLA", "alcaldia"),
    UnitSpec("daf", "Dirección de Administración y Finanzas", "DAF", "alcaldia"),
    UnitSpec("personas", "Gestión de Personas", "Personas", "daf"),
    UnitSpec("juridica", "Asesoría Jurídica", "Jurídica", "alcaldia"),
    UnitSpec("control", "Dirección de Control", "Control", "alcaldia"),
    UnitSpec("dideco", "Dirección de Desarrollo Comunitario", "DIDECO", "alcaldia"),
    UnitSpec(
        "diversidades", "Oficina de Diversidades y Disidencias Sexo-Genéricas", "Diversidades", "dideco"
    ),
    UnitSpec("pueblos", "Oficina de Pueblos Originarios", "Pueblos Originarios", "dideco"),
    UnitSpec("migrantes", "Oficina de Migrantes", "Migrantes", "dideco"),
    UnitSpec("seguridad", "Seguridad Humana", "Seguridad Humana", "alcaldia"),
    UnitSpec("espacio", "Espacio Público e Infraestructura", "Espacio Público", "alcaldia"),
    UnitSpec("ogl", "OGL", "OGL", "alcaldia"),
    UnitSpec("participacion", "Participación Ciudadana", "Participación", "alcaldia"),
    UnitSpec("comunicaciones", "Comunicaciones", "Comunicaciones", "alcaldia"),
    UnitSpec("cormup", "Cormup", "Cormup", None, corporation=True),
    UnitSpec("yunus", "Corporación Yunus", "Yunus", None, corporation=True),
)

DOMAIN = "penalolen.example"
HEAD, HELPER = Role.UNIT_HEAD, Role.CONTRIBUTOR


def _mail(user: str) -> str:
    return f"{user}@{DOMAIN}"


SECRETARY = PersonSpec(
    "secretary",
    "Valentina Riquelme Ficticia",
    _mail("secretaria"),
    "Secretaria Ejecutiva",
    Role.SECRETARIAT,
    "secretaria",
    signs_in=True,
)

PEOPLE = (
    PersonSpec(
        "analyst",
        "Tomás Arancibia Ficticio",
        _mail("analista"),
        "Profesional de la Secretaría Ejecutiva",
        Role.SECRETARIAT,
        "secretaria",
    ),
    PersonSpec(
        "authority",
        "Elena Manríquez Ficticia",
        _mail("autoridad"),
        "Jefatura de Gabinete",
        Role.AUTHORITY,
        "alcaldia",
        signs_in=True,
    ),
    PersonSpec(
        "auditor",
        "Irene Salvatierra Ficticia",
        "auditora@evaluacion.example",
        "Evaluadora externa",
        Role.AUDITOR,
        None,
        signs_in=True,
    ),
    PersonSpec(
        "personas", "Marcela Ovalle Ficticia", _mail("personas"), "Jefa de Personas", HEAD, "personas", True
    ),
    PersonSpec(
        "dideco",
        "Rodrigo Pizarro Ficticio",
        _mail("dideco"),
        "Director de Desarrollo Comunitario",
        HEAD,
        "dideco",
    ),
    PersonSpec(
        "seguridad",
        "Paulina Cerda Ficticia",
        _mail("seguridad"),
        "Directora de Seguridad Humana",
        HEAD,
        "seguridad",
    ),
    PersonSpec(
        "secpla",
        "Andrés Villagra Ficticio",
        _mail("secpla"),
        "Secretario Comunal de Planificación",
        HEAD,
        "secpla",
    ),
    PersonSpec(
        "daf",
        "Gloria Espinoza Ficticia",
        _mail("finanzas"),
        "Directora de Administración y Finanzas",
        HEAD,
        "daf",
    ),
    PersonSpec("juridica", "Felipe Donoso Ficticio", _mail("juridica"), "Asesor Jurídico", HEAD, "juridica"),
    PersonSpec("control", "Ximena Bravo Ficticia", _mail("control"), "Directora de Control", HEAD, "control"),
    PersonSpec(
        "administracion",
        "Claudio Jara Ficticio",
        _mail("administracion"),
        "Administrador Municipal",
        HEAD,
        "administracion",
    ),
    PersonSpec(
        "espacio",
        "Daniela Fuentes Ficticia",
        _mail("espaciopublico"),
        "Directora de Espacio Público",
        HEAD,
        "espacio",
    ),
    PersonSpec(
        "participacion",
        "Hernán Poblete Ficticio",
        _mail("participacion"),
        "Jefe de Participación Ciudadana",
        HEAD,
        "participacion",
    ),
    PersonSpec(
        "comunicaciones",
        "Javiera Lillo Ficticia",
        _mail("comunicaciones"),
        "Jefa de Comunicaciones",
        HEAD,
        "comunicaciones",
    ),
    PersonSpec(
        "cormup", "Patricia Navarrete Ficticia", _mail("cormup"), "Coordinadora de programas", HEAD, "cormup"
    ),
    PersonSpec(
        "yunus", "Sergio Cáceres Ficticio", _mail("yunus"), "Gerente de la Corporación", HEAD, "yunus"
    ),
    PersonSpec(
        "alcaldia",
        "Rosa Huenchumán Ficticia",
        _mail("alcaldia"),
        "Coordinadora de Alcaldía",
        HEAD,
        "alcaldia",
    ),
    PersonSpec("ogl", "Nicolás Vergara Ficticio", _mail("ogl"), "Encargado", HEAD, "ogl"),
    PersonSpec(
        "migrantes",
        "Camila Duarte Ficticia",
        _mail("migrantes"),
        "Encargada de la oficina",
        HELPER,
        "migrantes",
        True,
    ),
    PersonSpec(
        "pueblos", "Antü Llanquileo Ficticio", _mail("pueblos"), "Encargado de la oficina", HELPER, "pueblos"
    ),
    PersonSpec(
        "diversidades",
        "Alex Sanhueza Ficticie",
        _mail("diversidades"),
        "Persona encargada de la oficina",
        HELPER,
        "diversidades",
    ),
    PersonSpec(
        "bienestar",
        "Lorena Tapia Ficticia",
        _mail("bienestar"),
        "Profesional de Bienestar",
        HELPER,
        "personas",
    ),
)

ACCOUNTS = tuple(
    Account(person.email, person.name, person.role) for person in (SECRETARY, *PEOPLE) if person.signs_in
)
