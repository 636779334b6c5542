"""What stands on every letter, held to what a letter can show."""

from flask_babel import gettext
from wtforms import Field, Form
from wtforms.validators import ValidationError

SHOWN = 40
"""Characters that are named."""


class Printable:
    """Refuses what would stand on every letter as a sign that nobody wrote; names the characters."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Raise ValidationError where no font of our papers draws a character."""
        from sello.reports.document.pdf import fonts  # ReportLab is heavy: loaded where it is used

        if lacking := fonts.undrawn(str(field.data or "")):
            named = lacking[:SHOWN]
            raise ValidationError(
                gettext("Esto va en las cartas y no se puede imprimir: «%(signs)s». Quítelo.", signs=named)
            )
