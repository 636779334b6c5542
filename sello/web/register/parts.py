"""The screens of an initiative's parts: all rows of one on a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.register.parts import queries as parts
from sello.register.parts import service
from sello.register.parts.domain.columns import COLUMNS, Part, Shape
from sello.register.parts.domain.kinds import KINDS
from sello.register.queries import initiative
from sello.register.queries.initiative import InitiativeDetail
from sello.tasks.queries import options
from sello.web import once
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.register import bp, chain_names
from sello.web.register import part_forms as forms
from sello.web.register.part_forms import PartForm, form_of
from sello.web.stale_form import edited

PART = f"<any({','.join(Part)}):part>"
"""How an address names a part."""


@dataclass(frozen=True)
class SavedPart:
    """A part as it is saved, for whoever saves over it."""

    detail: InitiativeDetail
    part: Part
    form: PartForm
    labels: tuple[str, ...]

    @property
    def version(self) -> int:
        """The initiative's: its parts have none of their own."""
        return self.detail.version

    def beside(self, typed: PartForm) -> list[tuple[str, str, str]]:
        """What is saved and what was typed, row by row."""
        pairs = zip_longest(self.form.lines(), typed.lines(), fillvalue="")
        return [(str(number), kept, said) for number, (kept, said) in enumerate(pairs, start=1)]


@bp.get(f"/<int:initiative_id>/{PART}/editar")
@permits(Action.REGISTER_MANAGE)
def edit_part(initiative_id: int, part: str) -> ResponseReturnValue:
    """Show the rows of a part as they are saved, with some free ones."""
    saved = _saved(initiative_id, Part(part))
    return render_template("register/part.html", form=saved.form, saved=saved, stale=False)


@bp.post(f"/<int:initiative_id>/{PART}/editar")
@permits(Action.REGISTER_MANAGE)
@once.sets
def save_part(initiative_id: int, part: str) -> ResponseReturnValue:
    """Save the rows of a part; over another person's change, show both and let her decide."""
    which = Part(part)
    saved = _saved(initiative_id, which)
    form = form_of(which)()
    _offer(form, saved.detail)
    return edited(
        form,
        saved,
        lambda version: service.save(
            current_actor(),
            initiative_id,
            which,
            form.sent(),
            version=version,
            elsewhere=chain_names.offered(saved.detail.row.id) if which is Part.CHAIN else {},
            at=moment(),
        ),
        template="register/part.html",
        back=url_for("register.show", initiative_id=initiative_id, _anchor=part),
    )


def _saved(initiative_id: int, part: Part) -> SavedPart:
    """A part of an initiative that has such a part; others are not found."""
    detail = initiative.detail(initiative_id, current_actor(), today=moment().today)
    if part not in KINDS[detail.row.kind].parts:
        raise NotFound
    rows = parts.rows_of(initiative_id, part)
    form = form_of(part)(formdata=None, rows=forms.saved(rows), version=str(detail.version))
    _offer(form, detail)
    return SavedPart(detail, part, form, tuple(one.label for one in COLUMNS[part]))


def _offer(form: PartForm, detail: InitiativeDetail) -> None:
    """What the columns of a part choose from: units, evidence of the initiative, rows of its other parts."""
    choices: dict[str, list[tuple[int, str]]] = {}
    elsewhere = chain_names.offered(detail.row.id) if form.part is Part.CHAIN else {}
    for one in COLUMNS[form.part]:
        if one.shape is Shape.UNIT:
            choices[one.name] = _units(form.part, detail)
        elif one.shape is Shape.PIECE:
            pieces = initiative.evidence_of(detail.row.id, current_actor())
            choices[one.name] = [(piece.id, piece.title) for piece in pieces]
        elif one.shape in {Shape.ACTION, Shape.INDICATOR}:
            choices[one.name] = list(elsewhere[one.name].items())
        elif one.of is not None:
            rows = parts.rows_of(detail.row.id, one.of)
            choices[one.name] = [(row.id, forms.called(one.of, row)) for row in rows]
    form.offer(choices)


def _units(part: Part, detail: InitiativeDetail) -> list[tuple[int, str]]:
    if part is Part.SHARES:
        return [(unit.id, unit.name) for unit in detail.row.units]
    held = {row.values["unit_id"] for row in parts.rows_of(detail.row.id, part)} - {None}
    offered = options.units(today=moment().today, keep=held)
    return [(one.id, f"{'· ' * one.depth}{one.name}") for one in offered]
