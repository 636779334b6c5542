"""The form of a mass act on tasks: one of its three fields counts, by the deed."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from sello.tasks.queries.options import UnitOption
from sello.web.fields import AsChosen, DayField, indented, nothing, optional_int
from sello.web.picking import PickField


class ManyForm(FlaskForm):
    """What is done to the tasks of a preview, which names them with their versions."""

    deed = HiddenField()
    seen = HiddenField()
    back = HiddenField()
    due_on = DayField(_l("Nuevo plazo"), [AsChosen()])
    unit_id = PickField(_l("Unidad responsable"), coerce=optional_int)
    why = TextAreaField(_l("Motivo"), [AsChosen(), Length(max=5000)])

    def offer(self, units: Iterable[UnitOption]) -> None:
        """Fill the choices."""
        self.unit_id.choices = [nothing(_l("Elija una unidad")), *indented(units)]
