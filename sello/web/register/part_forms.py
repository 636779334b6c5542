"""The form of a part, made from its columns: rows that are filled, and some that are free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from sello.register.parts import queries
from sello.register.parts.domain.columns import COLUMNS, Column, Part, Shape
from sello.register.parts.queries import PartRow
from sello.register.parts.service import SentRow
from sello.web.fields import DayField, PesosField, Subform, WholeField, labels, nothing, offered, optional_int
from sello.web.picking import PickField
from sello.web.request_values import read_id
from sello.web.stale_form import shown

SPARE_ROWS = 3
"""Empty rows for what is not written down yet."""

FORGED = -1
"""The id of no row."""

LABEL = 80
"""Letters by which another row is chosen."""

CHOSEN = frozenset({Shape.UNIT, Shape.ROW, Shape.PIECE, Shape.INDICATOR, Shape.ACTION})
"""What is chosen among rows that are there."""

NOT_THERE = _l("Lo que eligió ya no está en la lista. Elija otro; el resto de la fila sigue aquí.")


class Needed:
    """Without it the rest of its row could not be kept."""

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a row that says something, but not this."""
        if field.data in {None, ""} and not field.process_errors and is_filled(form):
            raise ValidationError(gettext("Complete este dato, o borre lo demás de la fila."))


def is_filled(row: Form) -> bool:
    """Whether anything was typed or chosen in a row, beside what tells which row it is."""
    fields = (field for field in row if field.short_name != "id")
    return any(str(raw).strip() for field in fields for raw in field.raw_data or ())


@cache
def form_of(part: Part) -> type[PartForm]:
    """The form of a part."""
    fields = {one.name: _field(one) for one in COLUMNS[part]}
    row = type(f"{part.name}Row", (Subform,), {"id": HiddenField(), **fields})
    rows: FieldList[Any] = FieldList(FormField(row), label=_l(part.label))
    return type(f"{part.name}Form", (PartForm,), {"part": part, "rows": rows})


def _field(one: Column) -> Any:
    label, needed = _l(one.label), [Needed()] if one.needed else []
    if one.choices:
        return SelectField(label, needed, default="", choices=[nothing(_l("Elija")), *labels(one.choices)])
    if one.shape in CHOSEN:
        return PickField(
            label,
            needed,
            coerce=optional_int,
            invalid_choice_message=NOT_THERE,  # type: ignore[call-arg]  # newer than its stubs
            invalid_value_message=NOT_THERE,
        )
    if one.shape in {Shape.TEXT, Shape.LONG}:
        return TYPED[one.shape](label, [*needed, Length(max=one.most)])
    return TYPED.get(one.shape, WholeField)(label, needed)


TYPED: Mapping[Shape, type[Field]] = {
    Shape.TEXT: StringField,
    Shape.LONG: TextAreaField,
    Shape.PESOS: PesosField,
    Shape.DAY: DayField,
}
"""What is typed into columns of a shape; into the others, whole numbers."""


class PartForm(FlaskForm):
    """The rows of a part; `form_of` gives it the fields of its columns."""

    part: Part
    rows: FieldList[Any]
    version = HiddenField(default="0")

    def offer(self, choices: Mapping[str, Iterable[tuple[int, str]]]) -> None:
        """Fill the choices of rows that are there, and leave some rows free, but where rows are given."""
        free = 0 if self.part is Part.SHARES else SPARE_ROWS
        for _row in range(max(0, free - sum(not is_kept(row.form) for row in self.rows))):
            self.rows.append_entry({})
        for row in self.rows:
            for name, each in choices.items():
                row.form[name].choices = [nothing(_l("Ninguno")), *offered(each)]

    @property
    def in_pesos(self) -> bool:
        """Whether amounts are asked for."""
        return any(one.shape is Shape.PESOS for one in COLUMNS[self.part])

    def sent(self) -> list[SentRow]:
        """The rows that say something; one that was emptied is not among them."""
        return [
            SentRow(
                read_id(row.form.id.data) or (FORGED if row.form.id.data else None), self._values(row.form)
            )
            for row in self.rows
            if is_filled(row.form)
        ]

    def _values(self, row: Form) -> dict[str, Any]:
        return {one.name: _value(one, row[one.name].data) for one in COLUMNS[self.part]}

    def lines(self) -> Iterator[str]:
        """Each row that says something, in a line."""
        for row in self.rows:
            said = [shown(row.form[one.name]) for one in COLUMNS[self.part]]
            if any(said):
                yield " · ".join(filter(None, said))


def is_kept(row: Form) -> bool:
    """Whether a row is written down, or something was typed in it."""
    return bool(row["id"].data) or is_filled(row)


def _value(one: Column, typed: Any) -> Any:
    """What a column holds of what was typed."""
    if one.shape in {Shape.TEXT, Shape.LONG}:
        return (typed or "").strip()
    if one.shape is Shape.CHOICE and one.choices:
        return one.choices(typed) if typed else None
    return typed


def saved(rows: Iterable[PartRow]) -> list[dict[str, Any]]:
    """Rows as their form begins with them."""
    return [{"id": row.id, **row.values} for row in rows]


def called(part: Part, row: PartRow) -> str:
    """What a row is called in a choice; a link of the chain by its kind too."""
    said = queries.called(part, row)[:LABEL]
    return f"{gettext(row.values['link'].label)}: {said}" if part is Part.CHAIN else said
