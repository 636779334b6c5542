"""What an initiative's form says, and what it shows of one that is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sello.core.labels import LabelledEnum
from sello.register.domain import ActKind, Basis, FormerName, InitiativeKind, Stage
from sello.register.queries.initiative import InitiativeDetail
from sello.register.queries.rows import InitiativeRow
from sello.register.service.initiatives import InitiativeDraft
from sello.tasks.queries.options import RequirementOption
from sello.web.register.forms import InitiativeForm

NOT_ALL = ("territory", "basis", "open_ended", "renew_days")
"""What the forms of some kinds do not ask."""

Member = TypeVar("Member", bound=LabelledEnum)


def saved_form(saved: InitiativeDetail, requirements: tuple[RequirementOption, ...]) -> InitiativeForm:
    """The form of an initiative as it is saved."""
    return InitiativeForm(
        formdata=None,
        name=saved.row.name,
        kind=saved.row.kind.value,
        unit_ids=[unit.id for unit in saved.row.units],
        aim=saved.row.aim,
        description=saved.description,
        starts=saved.starts,
        ends=saved.ends,
        act_kind=saved.act_kind.value if saved.act_kind else "",
        act_number=saved.act_number,
        act_on=saved.act_on,
        stage=saved.stage.value if saved.stage else "",
        territory=saved.territory,
        basis=saved.basis.value if saved.basis else "",
        open_ended=saved.open_ended,
        renew_days=saved.renew_days,
        source=saved.source,
        feeds=_feed_rows(saved.row, requirements),
        former=[{"name": one.name, "until": one.until} for one in saved.former],
        version=str(saved.version),
    )


def draft(form: InitiativeForm) -> InitiativeDraft:
    """What the form says, and what the form of this kind does not ask."""
    return InitiativeDraft(
        name=_text(form, "name"),
        kind=InitiativeKind(form.kind.data),
        unit_ids=frozenset(form.unit_ids.data or ()),
        starts=form.starts.data,
        ends=form.ends.data,
        act_kind=_one_of(ActKind, form.act_kind.data),
        act_number=_text(form, "act_number"),
        act_on=form.act_on.data,
        aim=_text(form, "aim"),
        description=_text(form, "description"),
        source=_text(form, "source"),
        stage=_one_of(Stage, _said(form, "stage")),
        territory=_said(form, "territory") or "",
        basis=_one_of(Basis, _said(form, "basis")),
        open_ended=bool(_said(form, "open_ended")),
        renew_days=_said(form, "renew_days"),
        feeds=_feeds(form),
        former=tuple(_former_names(form)),
        unasked=frozenset(name for name in NOT_ALL if name not in form),
    )


def _text(form: InitiativeForm, name: str) -> str:
    return form[name].data or ""


def _one_of(kind: type[Member], chosen: Any) -> Member | None:
    return kind(chosen) if chosen else None


def _said(form: InitiativeForm, name: str) -> Any:
    return form[name].data if name in form else None


def _feed_rows(saved: InitiativeRow, requirements: tuple[RequirementOption, ...]) -> list[dict[str, Any]]:
    offered = {one.id for one in requirements}
    return [
        {"requirement_id": one.requirement_id, "contribution": one.contribution}
        for one in saved.feeds
        if one.requirement_id in offered
    ]


def _feeds(form: InitiativeForm) -> tuple[tuple[int, str], ...]:
    """Which requirements it feeds and with what; a valid form names each once."""
    rows = (row.form for row in form.feeds)
    return tuple(
        sorted(
            (row.requirement_id.data, row.contribution.data or "")
            for row in rows
            if row.requirement_id.data is not None
        )
    )


def _former_names(form: InitiativeForm) -> Iterator[FormerName]:
    for row in form.former:
        name = (row.form.name.data or "").strip()
        if name:
            yield FormerName(name, row.form.until.data)
