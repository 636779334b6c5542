"""The main menu: what each role finds first, in the order it needs it."""

from dataclasses import dataclass
from functools import cache

from flask import Flask, request, url_for
from flask_babel import get_locale, gettext

from sello.accounts.domain.actor import WITH_A_QUEUE, Actor, Role
from sello.accounts.permissions import TABLE, Action
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
    here: bool


@dataclass(frozen=True)
class Group:
    """Links that stand together; the first group has no label and is always in sight."""

    label: str | None
    links: list[Link]
    here: bool


MENU = (
    Entry("tasks.queue", N_("Mi cola"), Action.TASK_WORK, WITH_A_QUEUE),
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

MANAGEMENT = (
    Entry("cycles.index", N_("Ciclos"), Action.CYCLE_MANAGE),
    Entry("catalogue.index", N_("Catálogo"), Action.CATALOGUE_VIEW),
    Entry("accounts.units", N_("Unidades"), Action.UNIT_VIEW),
    Entry("accounts.people", N_("Personas"), Action.PERSON_VIEW),
    Entry("reminders.outbox", N_("Correos"), Action.REMINDER_MANAGE),
)


def navigation() -> list[Group]:
    """The menu of whoever asks: her daily places, then those of management in a group of their own."""
    actor = maybe_actor()
    if actor is None:
        return []
    daily, management = _links(actor, MENU), _links(actor, MANAGEMENT)
    if len(management) < 2:
        return [_group(None, daily + management)]
    return [_group(None, daily), _group(gettext("Administración"), management)]


def _group(label: str | None, links: list[Link]) -> Group:
    return Group(label, links, any(link.here for link in links))


def _links(actor: Actor, entries: tuple[Entry, ...]) -> list[Link]:
    places = _places(actor.role, entries, str(get_locale()), request.script_root)
    return [Link(href, label, request.endpoint == endpoint) for endpoint, href, label in places]


@cache
def _places(
    role: Role, entries: tuple[Entry, ...], _language: str, _root: str
) -> tuple[tuple[str, str, str], ...]:
    """What a role finds in a language below a root: endpoint, address and label; the same for every page."""
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
