"""Forms by which a self-assessment and its files come in."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import Optional

from sello.tasks.queries.options import UnitOption
from sello.web.fields import indented, nothing, optional_int
from sello.web.picking import PickField


class ArrivalForm(FlaskForm):
    """A sheet, a ZIP, and the unit for what has none."""

    answers = FileField(
        _l("Planilla de respuestas"),
        [Optional()],
        description=_l("XLSX, ODS o CSV. Una fila por requerimiento."),
    )
    archive = FileField(
        _l("Archivos en un ZIP"),
        [Optional()],
        description=_l(
            "Una carpeta por requerimiento, que comience con su código: «1.1.1», «Req. 1.1.1 Política»; "
            "o archivos cuyo nombre comience con él."
        ),
    )
    unit_id = PickField(
        _l("Unidad para los archivos de requerimientos sin unidad"), [Optional()], coerce=optional_int
    )

    def offer(self, units: Sequence[UnitOption]) -> None:
        """Fill the choices."""
        self.unit_id.choices = [nothing(_l("Ninguna")), *indented(units)]


class ConfirmForm(FlaskForm):
    """Confirms or discards what is shown; `seen` is its seal."""

    seen = HiddenField()
