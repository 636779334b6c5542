"""The views that stand above a list, and the one with which it begins for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.views import ListKind
from sello.accounts.queries.views import ViewRow, usable
from sello.web.addresses import came_from
from sello.web.guard import current_actor
from sello.web.request_values import SHOWN, asked_id, not_the_day

OF_VIEW = "vista"
"""What an address says of the view that it was made of."""

ENDPOINTS = {
    ListKind.REQUIREMENTS: "cycles.checklist",
    ListKind.TASKS: "tasks.index",
    ListKind.EVIDENCE: "evidence.index",
    ListKind.REGISTER: "register.index",
}

_NOT_KEPT = frozenset({OF_VIEW, "pagina", "antes", "despues", "marcar"})


@dataclass(frozen=True, slots=True)
class Views:
    """What stands above a list: its views, the present one, and what the list asks for now."""

    kind: ListKind
    rows: tuple[ViewRow, ...]
    query: str

    @property
    def here(self) -> int | None:
        """The view that the address was made of."""
        return asked_id(OF_VIEW)

    @property
    def whole(self) -> str:
        """The list as it is without a view, also for whoever has it begin with one."""
        return f"{url_for(ENDPOINTS[self.kind])}?{OF_VIEW}=0"


def install(app: Flask) -> None:
    """Let templates say where a view is."""
    app.jinja_env.globals["view_href"] = view_href


def view_href(row: ViewRow) -> str:
    """The list as a view asks for it."""
    return f"{url_for(ENDPOINTS[row.list])}?{row.query}&{OF_VIEW}={row.id}"


def above(kind: ListKind, query: str) -> Views:
    """What to show above a list that asks for `query` (in the form in which it is kept).

    Of what a view asks for and the list does not know any more, the page says so.
    """
    if asked_id(OF_VIEW) is not None:
        kept = set(parse_qsl(query))
        lost = [pair for pair in request.args.items(multi=True) if pair[0] not in _NOT_KEPT and pair[1]]
        unknown = [f"{name}={value}" for name, value in lost if (name, value) not in kept]
        if unknown:
            told = gettext("La vista pide algo que ya no existe, y se muestra sin ello: %(what)s.")
            not_the_day(told % {"what": ", ".join(unknown)[: 4 * SHOWN]})
    return Views(kind, usable(current_actor(), kind), query)


def beginning(views: Views) -> ResponseReturnValue | None:
    """Where a list begins for whoever comes to it from elsewhere and asks for nothing; None if as it is."""
    first = next((row for row in views.rows if row.first), None)
    from_within = came_from().partition("?")[0] == request.path
    if first is None or request.args or from_within:
        return None
    return redirect(view_href(first), 303)
