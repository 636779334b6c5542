"""Forms of mails that came in: to which task one belongs, or what of it to which of several."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from sello.replies.queries.received import Offered
from sello.tasks.queries.belongings import AwaitedOption
from sello.web.fields import offered, optional_int, row_id
from sello.web.picking import PickField

_PART = "part-"
"""The name of a field is this and the id of its task."""
LONGEST = 4000


class AssignMailForm(FlaskForm):
    """The task to which a mail that came in belongs."""

    task_id = PickField(
        _l("Tarea"), [InputRequired(_l("Elija una tarea abierta de la lista."))], coerce=optional_int
    )

    def offer(self, tasks: Iterable[AwaitedOption]) -> None:
        """Fill the choices: the open tasks."""
        self.task_id.choices = offered((one.id, f"{one.title} · {one.unit_name}") for one in tasks)


class ShareMailForm(FlaskForm):
    """What of a mail goes to which of the tasks that it may answer; `share_form` gives it a text for each."""

    files_to = SelectField(
        _l("Los archivos, si los trae, quedan en"), coerce=row_id, description=_l("Todos en una misma tarea.")
    )

    def parts(self) -> dict[int, str]:
        """What goes to each task, of those to which something does."""
        texts = {int(f.name.removeprefix(_PART)): f.data or "" for f in self if f.name.startswith(_PART)}
        return {task_id: text for task_id, text in texts.items() if text.strip()}


def share_form(tasks: Iterable[Offered], **values: Any) -> ShareMailForm:
    """The form that shares a mail out among tasks, filled with what seems to be for each."""
    found = tuple(tasks)
    fields = {
        f"{_PART}{one.id}": TextAreaField(one.title, [Optional(), Length(max=LONGEST)], default=one.part)
        for one in found
    }
    form: ShareMailForm = type("SharedMailForm", (ShareMailForm,), fields)(**values)
    form.files_to.choices = offered((one.id, one.title) for one in found)
    return form


class DiscardMailForm(FlaskForm):
    """A mail that came in belongs to nothing."""
