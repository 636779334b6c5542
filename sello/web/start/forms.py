"""Forms of the beginning."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import FieldList, FormField, HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from sello.tasks.queries.options import UnitOption
from sello.web.fields import Subform, indented, nothing, optional_int
from sello.web.picking import PickField

MOST_LETTERS = 200_000


class BringForm(FlaskForm):
    """A table, pasted or as a file; `seen` says which table was looked at."""

    seen = HiddenField()
    pasted = TextAreaField(
        _l("Tabla pegada desde la planilla"),
        validators=[Length(max=MOST_LETTERS)],
        description=_l("Cópiela con sus títulos. También puede escribir aquí, una fila por línea."),
        render_kw={"rows": 12, "spellcheck": "false", "wrap": "off"},
    )
    sheet = FileField(
        _l("O la planilla"),
        description=_l("XLSX, ODS o CSV; se lee la primera hoja visible con estos títulos."),
        render_kw={"accept": ".xlsx,.ods,.csv,.tsv,.txt"},
    )


class SendForm(FlaskForm):
    """Sends what waits to be sent."""


class OwnerForm(Subform):
    """The unit of a requirement; `seen` is the one that the page showed it with."""

    requirement_id = HiddenField()
    seen = HiddenField()
    unit_id = PickField(_l("Unidad"), coerce=optional_int, validators=[Optional()])


class OwnersForm(FlaskForm):
    """Which unit answers for each requirement."""

    rows = FieldList(FormField(OwnerForm), label=_l("Requerimientos"))

    def offer(self, units: Sequence[UnitOption]) -> None:
        """Fill the choices."""
        choices = [nothing(gettext("Sin unidad")), *indented(units)]
        for row in self.rows:
            row.form.unit_id.choices = choices
