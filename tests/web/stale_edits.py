"""The forms whose page shows saved values: how two people change each, and what one of them has lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

Changes = Mapping[str, str]


@dataclass(frozen=True)
class Edit:
    """Two saves of one page: what the first changes, what the stale second would, and words of both."""

    page: str
    action: str
    first: Changes
    second: Changes
    shown: tuple[str, ...] = ()
    before: str = ""
    """Where the first is sent, if it is another form of the page."""
    who: str = "secretary"
    """Whose page it is."""


MATRIX = "código;título;pide\n1.1.1;Uno;Algo\n".encode()

EDITS: Mapping[str, Callable[[SimpleNamespace], Edit]] = {
    "accounts.change_unit": lambda w: Edit(
        f"/unidades/{w.unit}/editar", f"/unidades/{w.unit}/editar", {"name": "Una"}, {"name": "Otra"}
    ),
    "accounts.end_unit": lambda w: Edit(
        f"/unidades/{w.unit}/editar",
        f"/unidades/{w.unit}/termino",
        {"name": "Una", "day": "2020-01-01"},
        {"confirmation": "Una", "successor_id": str(w.town.units.dideco)},
        shown=("DIDECO",),
        before=f"/unidades/{w.unit}/editar",
    ),
    "accounts.save_days_off": lambda _: Edit(
        "/institucion/feriados",
        "/institucion/feriados",
        {"region": "AP", "seen": "AP"},
        {"region": "NB", "seen": "NB"},
        shown=("Arica y Parinacota", "Ñuble"),
    ),
    "duties.save": lambda w: Edit(
        f"/obligaciones/{w.duty}/editar",
        f"/obligaciones/{w.duty}/editar",
        {"title": "Una"},
        {"title": "Otra"},
    ),
    "improvement.save_objective": lambda w: Edit(
        f"/plan-de-mejora/objetivos/{w.objective}/editar",
        f"/plan-de-mejora/objetivos/{w.objective}/editar",
        {"title": "Una"},
        {"title": "Otra"},
    ),
    "improvement.save_action": lambda w: Edit(
        f"/plan-de-mejora/acciones/{w.action}/editar",
        f"/plan-de-mejora/acciones/{w.action}/editar",
        {"title": "Una", "budget": "1.000"},
        {"title": "Otra", "budget": "2.000"},
        shown=("Una", "Otra", "1.000", "2.000"),
    ),
    "indicators.save": lambda w: Edit(
        f"/indicadores/{w.indicator}/editar",
        f"/indicadores/{w.indicator}/editar",
        {"name": "Una"},
        {"name": "Otra"},
    ),
    "indicators.save_values": lambda w: Edit(
        f"/indicadores/{w.indicator}/valores?periodo=2025",
        f"/indicadores/{w.indicator}/valores?periodo=2025",
        {"source": "Una", "cells-0": "11"},
        {"source": "Otra", "cells-0": "12"},
        shown=("Una", "Otra", "11", "12"),
    ),
    "indicators.save_rules": lambda _: Edit(
        "/indicadores/ajustes",
        "/indicadores/ajustes",
        {"territory": "Una"},
        {"territory": "Otra"},
    ),
    "accounts.save_institution": lambda _: Edit(
        "/institucion", "/institucion", {"name": "Una"}, {"name": "Otra"}
    ),
    "accounts.save_person": lambda w: Edit(
        f"/personas/{w.head}/editar", f"/personas/{w.head}/editar", {"name": "Una"}, {"name": "Otra"}
    ),
    "accounts.save_substitute": lambda w: Edit(
        f"/personas/{w.head}/subrogancia",
        f"/personas/{w.head}/subrogancia",
        {
            "substitute_id": str(w.town.people.other_head.id),
            "substitute_from": "2026-11-23",
            "substitute_until": "2026-11-30",
        },
        {
            "substitute_id": str(w.town.people.contributor.id),
            "substitute_from": "2026-12-01",
            "substitute_until": "2026-12-02",
        },
        shown=("Diego Dideco", "Mario Migrantes", "30-11-2026", "02-12-2026"),
    ),
    "catalogue.correct": lambda w: Edit(
        f"/catalogo/importar/{w.file}",
        f"/catalogo/importar/{w.file}",
        {"title": "Una", "code": "una"},
        {"title": "Otra", "code": "otra"},
    ),
    "catalogue.map_by_hand": lambda w: Edit(
        f"/catalogo/comparar/{w.before}/{w.after}",
        f"/catalogo/comparar/{w.before}/{w.after}",
        {"pair_1.1.2": "1.1.3"},
        {"pair_1.1.2": ""},
        shown=("1.1.3", "sin correspondencia"),
    ),
    "cycles.answer": lambda w: Edit(
        f"/requerimientos/{w.requirement}",
        f"/requerimientos/{w.requirement}/respuesta",
        {"narrative": "Una"},
        {"narrative": "Otra"},
    ),
    "cycles.decide": lambda w: Edit(
        f"/requerimientos/{w.requirement}",
        f"/requerimientos/{w.requirement}/decision",
        {"d-decision": "yes", "d-note": "Una"},
        {"d-decision": "no", "d-note": "Otra"},
    ),
    "cycles.update": lambda w: Edit(
        f"/ciclos/{w.cycle}/editar",
        f"/ciclos/{w.cycle}/editar",
        {"evaluation_on": "2027-01-15", "valid_until": "2030-01-15"},
        {"evaluation_on": "2027-05-14", "valid_until": "2030-05-14"},
        shown=("15-01-2027", "14-05-2027"),
    ),
    "cycles.validate": lambda w: Edit(
        f"/requerimientos/{w.requirement}",
        f"/requerimientos/{w.requirement}/validacion",
        {"v-decision": "no", "v-note": "Una"},
        {"v-decision": "no", "v-note": "Otra"},
    ),
    "evidence.change_remark": lambda w: Edit(
        "/revision/observaciones", f"/revision/observaciones/{w.remark}", {"text": "Una"}, {"text": "Otra"}
    ),
    "evidence.correct_post": lambda w: Edit(
        f"/evidencia/{w.piece}/corregir",
        f"/evidencia/{w.piece}/corregir",
        {"title": "Una", "personal_data": "no"},
        {"title": "Otra", "personal_data": "no"},
    ),
    "planning.set_efforts": lambda _w: Edit(
        "/planificacion/esfuerzo",
        "/planificacion/esfuerzo/requerimientos",
        {"requirements-rows-0-hours": "71"},
        {"requirements-rows-0-hours": "73"},
        shown=("71", "73"),
    ),
    "planning.set_unit_hours": lambda _w: Edit(
        "/planificacion/esfuerzo",
        "/planificacion/esfuerzo/unidades",
        {"units-rows-0-hours": "71"},
        {"units-rows-0-hours": "73"},
        shown=("71", "73"),
    ),
    "planning.settle": lambda w: Edit(
        f"/planificacion/escenarios/{w.scenario}",
        f"/planificacion/escenarios/{w.scenario}",
        {"name": "Una"},
        {"name": "Otra"},
    ),
    "planning.take_back": lambda w: Edit(
        f"/planificacion/escenarios/{w.scenario}",
        f"/planificacion/escenarios/{w.scenario}/suposiciones/0/quitar",
        {},
        {},
        shown=("1.1.2",),
    ),
    "register.save_lens": lambda _: Edit(
        "/registro/presupuesto-de-genero?anio=2026",
        "/registro/presupuesto-de-genero/editar?anio=2026",
        {"total": "1.000", "source": "Una"},
        {"total": "2.000", "source": "Otra"},
    ),
    "register.save_part": lambda w: Edit(
        f"/registro/{w.initiative}/presupuesto/editar",
        f"/registro/{w.initiative}/presupuesto/editar",
        {"rows-0-year": "2026", "rows-0-funder": "Una"},
        {"rows-0-year": "2026", "rows-0-funder": "Otra"},
    ),
    "register.save": lambda w: Edit(
        f"/registro/{w.initiative}/editar",
        f"/registro/{w.initiative}/editar",
        {"name": "Una"},
        {"name": "Otra"},
    ),
    "reminders.save_preferences": lambda _w: Edit(
        "/mis-avisos", "/mis-avisos", {"kinds": "overdue"}, {"kinds": "expiring"}, shown=("Compare ambas",)
    ),
    "reminders.save_settings": lambda _w: Edit(
        "/recordatorios/ajustes",
        "/recordatorios/ajustes",
        {"send_at": "07:15"},
        {"send_at": "09:45"},
        shown=("07:15", "09:45"),
    ),
    "reports.save_recipients": lambda w: Edit(
        "/informes/destinatarios",
        "/informes/destinatarios",
        {"people": str(w.town.people.secretary.id)},
        {"people": str(w.town.people.authority.id)},
        shown=("Sara Secretaria", "Alma Alcaldesa"),
    ),
    "reports.save_page_day": lambda _w: Edit(
        "/informes/autoridad/correo",
        "/informes/autoridad/correo",
        {"day": "w0"},
        {"day": "m5"},
        shown=("Cada lunes", "El día 5 de cada mes"),
        who="authority",
    ),
    "tasks.assign": lambda w: Edit(
        f"/tareas/{w.task}",
        f"/tareas/{w.task}/asignar",
        {"person_id": str(w.town.people.head.id)},
        {"person_id": ""},
        shown=("Paula Personas", "Nadie en particular"),
    ),
    "tasks.save_template": lambda w: Edit(
        f"/tareas/plantillas/{w.template}/editar",
        f"/tareas/plantillas/{w.template}/editar",
        {"title": "Una"},
        {"title": "Otra"},
    ),
    "tasks.save": lambda w: Edit(
        f"/tareas/{w.task}/editar", f"/tareas/{w.task}/editar", {"title": "Una"}, {"title": "Otra"}
    ),
}
"""The forms whose page shows saved values and whose save replaces them."""
