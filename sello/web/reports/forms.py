"""What the reports' pages ask."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from sello.reports.queries import Candidate


class MakeForm(FlaskForm):
    """A report to be made and kept now."""

    as_of = DateField(_l("Estado al"), validators=[InputRequired(_l("Indique la fecha del informe."))])


class SelectMultipleCheckboxes(SelectMultipleField):
    """Several choices as a list of boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RecipientsForm(FlaskForm):
    """Who gets the monthly report."""

    people = SelectMultipleCheckboxes(_l("Reciben el informe mensual"), coerce=int)

    def offer(self, candidates: tuple[Candidate, ...]) -> None:
        """Offer the people who may be chosen."""
        self.people.choices = [(one.id, f"{one.name} · {one.post}") for one in candidates]
