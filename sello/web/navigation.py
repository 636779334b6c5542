"""The main menu: what each role finds first, in the order it needs it."""

from dataclasses import dataclass
from functools import cache

from flask import Flask, request, url_for
from flask_babel import get_locale, gettext

from sello.accounts.domain.actor import WITH_A_QUEUE, Actor, Role
from sello.accounts.permissions import TABLE, Action
from sello.core.house import Word
from sello.core.labels import N_
from sello.core.lights import Light
from sello.web.guard import maybe_actor
from sello.web.instance import config


@dataclass(frozen=True)
class Entry:
    """One place of the menu: endpoint, Spanish label, permission, and for whom (None: any role)."""

    endpoint: str
    label: str
    action: Action
    roles: frozenset[Role] | None = None


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it."""

    href: str
    label: str
    here: str
    """What the page says of it (`aria-current`): this very page, one that belongs to it, or nothing."""


@dataclass(frozen=True)
class Group:
    """Links that stand together; the first group has no label and is always in sight."""

    label: str | None
    links: list[Link]
    here: bool


MENU = (
    Entry("tasks.queue", N_("Mi cola"), Action.TASK_WORK, WITH_A_QUEUE),
    Entry("cycles.evaluation", N_("Mi evaluación"), Action.EVALUATION_WORK),
    Entry("reports.authority", N_("Mi página"), Action.REPORT_VIEW, frozenset({Role.AUTHORITY})),
    Entry("accounts.own_unit", N_("Mi unidad"), Action.UNIT_FILE, WITH_A_QUEUE),
    Entry("dashboard.home", N_("Tablero"), Action.DASHBOARD_VIEW),
    Entry("cycles.checklist", N_("Requerimientos"), Action.CHECKLIST_VIEW),
    Entry("evidence.index", N_("Evidencias"), Action.EVIDENCE_VIEW),
    Entry("evidence.desk", N_("Revisión"), Action.EVIDENCE_REVIEW),
    Entry("tasks.index", N_("Tareas"), Action.TASK_VIEW),
    Entry("register.index", N_("Registro"), Action.REGISTER_VIEW),
    Entry("cycles.level", N_("Nivel"), Action.CYCLE_VIEW),
    Entry(
        "planning.index",
        N_("Planificación"),
        Action.SCENARIO_USE,
        frozenset({Role.SECRETARIAT, Role.AUTHORITY}),
    ),
    Entry("reports.index", N_("Informes"), Action.REPORT_VIEW),
)

HERS = frozenset({"reports.authority", "dashboard.home", "cycles.level", "planning.index", "reports.index"})
"""What the authority's menu begins with: where it goes, not the work of others, which she may look up."""

MANAGEMENT = (
    Entry("cycles.index", N_("Ciclos"), Action.CYCLE_MANAGE),
    Entry("catalogue.index", N_("Catálogo"), Action.CATALOGUE_VIEW),
    Entry("accounts.units", N_("Unidades"), Action.UNIT_VIEW),
    Entry("accounts.people", N_("Personas"), Action.PERSON_VIEW),
    Entry("reminders.outbox", N_("Correos"), Action.REMINDER_MANAGE),
    Entry("privacy.retention", N_("Conservación y datos"), Action.RETENTION_VIEW),
    Entry("cycles.looking", N_("Ver como auditoría"), Action.EVALUATION_LOOK),
    Entry("accounts.institution", N_("Institución"), Action.INSTITUTION_MANAGE),
    Entry("start.steps", N_("Puesta en marcha"), Action.INSTITUTION_MANAGE),
)

BY_NOUN = {
    "catalogue": "catalogue.index",
    "cycles": "cycles.index",
    "dashboard": "dashboard.home",
    "duties": "register.index",
    "evidence": "evidence.index",
    "improvement": "planning.index",
    "indicators": "register.index",
    "planning": "planning.index",
    "privacy": "privacy.retention",
    "register": "register.index",
    "reminders": "reminders.outbox",
    "reports": "reports.index",
    "start": "start.steps",
    "tasks": "tasks.index",
    "transfers": "cycles.index",
}
"""To which entry the pages of a noun belong."""

SECTIONS = {
    "accounts.agenda": "accounts.units",
    "accounts.days_off": "accounts.institution",
    "accounts.edit_unit": "accounts.units",
    "accounts.handover": "accounts.people",
    "accounts.institution": "accounts.institution",
    "accounts.message_person": "accounts.people",
    "accounts.message_unit": "accounts.units",
    "accounts.minute_page": "accounts.people",
    "accounts.minute_pdf": "accounts.people",
    "accounts.own_unit": "accounts.own_unit",
    "cycles.evaluation": "cycles.evaluation",
    "cycles.looking": "cycles.looking",
    "reports.authority": "reports.authority",
    "accounts.edit_person": "accounts.people",
    "accounts.new_person": "accounts.people",
    "accounts.new_unit": "accounts.units",
    "accounts.people": "accounts.people",
    "accounts.person": "accounts.people",
    "accounts.substitute": "accounts.people",
    "accounts.unit": "accounts.units",
    "accounts.unit_calendar": "accounts.units",
    "accounts.units": "accounts.units",
    "cycles.checklist": "cycles.checklist",
    "cycles.compare": "reports.index",
    "cycles.level": "cycles.level",
    "cycles.requirement": "cycles.checklist",
    "evidence.desk": "evidence.desk",
    "evidence.review": "evidence.desk",
    "evidence.settings": "evidence.desk",
    "tasks.queue": "tasks.queue",
}
"""Pages that belong to another entry than the rest of their noun."""

NOWHERE = frozenset(
    {
        "accounts.change_password",
        "accounts.colours_css",
        "accounts.logo",
        "accounts.me",
        "accounts.my_calendar",
        "accounts.views",
        "reminders.leaving",
        "reminders.notice",
        "reminders.preferences",
        "reminders.told",
        "search.results",
        "search.within",
    }
)
"""What is of nobody's daily work: her own account, and the box."""

BESIDE = (
    Entry("tasks.board", N_("Tablero de tareas"), Action.TASK_VIEW),
    Entry("tasks.month", N_("Calendario de tareas"), Action.TASK_VIEW),
    Entry("tasks.templates", N_("Plantillas de tareas"), Action.TASK_MANAGE),
    Entry("improvement.index", N_("Plan de mejora"), Action.PLAN_VIEW),
    Entry("duties.index", N_("Obligaciones del año"), Action.REGISTER_VIEW),
    Entry("duties.coverage", N_("Cobertura de los requerimientos"), Action.REGISTER_MANAGE),
    Entry("register.lens", N_("Presupuesto de género"), Action.REGISTER_VIEW),
    Entry("indicators.index", N_("Indicadores"), Action.REGISTER_VIEW),
    Entry("indicators.rules", N_("Cortes y umbral de las cifras"), Action.INSTITUTION_MANAGE),
    Entry("accounts.days_off", N_("Feriados"), Action.INSTITUTION_MANAGE),
    Entry("privacy.requests", N_("Solicitudes sobre datos personales"), Action.PERSON_REQUEST_MANAGE),
    Entry("reports.chronicle", N_("Historial de la institución"), Action.TRAIL_VIEW),
    Entry("reports.integrity", N_("Integridad del historial"), Action.REPORT_VIEW),
    Entry("catalogue.crosswalks", N_("Qué sirve también en otro estándar"), Action.CATALOGUE_VIEW),
    Entry("reminders.told", N_("Avisos"), Action.REMINDER_SELF),
    Entry("reminders.preferences", N_("Mis avisos"), Action.REMINDER_SELF),
    Entry("reminders.settings", N_("Ajustes de los recordatorios"), Action.REMINDER_MANAGE),
    Entry("reminders.received", N_("Correos recibidos"), Action.REMINDER_MANAGE),
    Entry("reports.recipients", N_("Destinatarios de los informes"), Action.REPORT_MANAGE),
    Entry("accounts.me", N_("Mi cuenta"), Action.ACCOUNT_SELF),
    Entry("accounts.my_calendar", N_("Mi calendario en otro programa"), Action.ACCOUNT_SELF),
)
"""Pages that the menu leads to in two steps; whoever looks for one by its name finds it at once."""


def places(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The pages that an actor finds by their name: label and address."""
    found = _places(
        actor.role, (*MENU, *MANAGEMENT, *BESIDE), str(get_locale()), request.script_root, actor.house.word
    )
    return tuple((label, href) for _endpoint, href, label in found)


def navigation() -> list[Group]:
    """The menu of whoever asks: her daily places, then those of management in a group of their own."""
    actor = maybe_actor()
    if actor is None:
        return []
    if actor.role is Role.AUTHORITY:
        everything = (*MENU, *MANAGEMENT)
        hers = tuple(entry for entry in everything if entry.endpoint in HERS)
        others = tuple(entry for entry in everything if entry.endpoint not in HERS)
        return [_group(None, _links(actor, hers)), _group(gettext("Consultar"), _links(actor, others))]
    daily, management = _links(actor, MENU), _links(actor, MANAGEMENT)
    if len(management) < 2:
        return [_group(None, daily + management)]
    return [_group(None, daily), _group(gettext("Administración"), management)]


def _group(label: str | None, links: list[Link]) -> Group:
    return Group(label, links, any(link.here for link in links))


def section_of(endpoint: str) -> str | None:
    """The entry of the menu to which a page belongs; None for those that belong to none."""
    if endpoint in NOWHERE:
        return None
    return SECTIONS.get(endpoint) or BY_NOUN.get(endpoint.partition(".")[0])


def _links(actor: Actor, entries: tuple[Entry, ...]) -> list[Link]:
    places = _places(actor.role, entries, str(get_locale()), request.script_root, actor.house.word)
    asked = request.endpoint or ""
    section = section_of(asked)
    here = {section or "": "true", asked: "page"}
    return [Link(href, label, here.get(endpoint, "")) for endpoint, href, label in places]


@cache
def _places(
    role: Role, entries: tuple[Entry, ...], _language: str, _root: str, _word: Word
) -> tuple[tuple[str, str, str], ...]:
    """What a role finds, in a language and words, below a root: endpoint, address, label; for every page."""
    return tuple(
        (entry.endpoint, url_for(entry.endpoint), gettext(entry.label))
        for entry in entries
        if role in TABLE[entry.action] and (entry.roles is None or role in entry.roles)
    )


def install(app: Flask) -> None:
    """Give the templates the menu and what the page's head says."""
    app.jinja_env.globals["navigation"] = navigation

    @app.context_processor
    def give() -> dict[str, object]:
        return {"demo": config().demo, "lights": Light}
