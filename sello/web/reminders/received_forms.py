"""Forms of mails that came in: to which task one belongs, or what of it to which of several."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from sello.replies.queries.received import Offered
from sello.replies.service.sharing import KEPT
from sello.tasks.queries.belongings import AwaitedOption
from sello.web.fields import offered, optional_int, row_id
from sello.web.picking import PickField

_PART = "part-"
"""The name of a field is this and the id of its task."""
_A_PART = re.compile(r"part-[0-9]{1,18}")


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

    def homeless(self) -> list[Field]:
        """Texts that were written for tasks that were closed since the page was shown."""
        return [field for field in self if closed_since in field.validators]

    def parts(self) -> dict[int, str]:
        """What goes to each task, of those to which something does."""
        texts = {int(f.name.removeprefix(_PART)): f.data or "" for f in self if f.name.startswith(_PART)}
        return {task_id: text for task_id, text in texts.items() if text.strip()}


def closed_since(_form: FlaskForm, field: Field) -> None:
    """A text may not go to a task that is closed; it stays until somebody took it elsewhere."""
    if (field.data or "").strip():
        raise ValidationError(
            gettext("Esta tarea ya no está abierta. Lleve el texto a otra, y bórrelo aquí.")
        )


def share_form(tasks: Iterable[Offered], sent: Iterable[str] = (), **values: Any) -> ShareMailForm:
    """The form that shares a mail out among tasks, filled with what seems to be for each.

    `sent` are the names of what was sent: a text for a task that was closed meanwhile keeps its field.
    """
    found = tuple(tasks)
    first = next((one.id for one in found if one.part), None)
    fields = {
        f"{_PART}{one.id}": TextAreaField(one.title, [Optional(), Length(max=KEPT)], default=one.part)
        for one in found
    }
    gone = sorted(name for name in set(sent) - fields.keys() if _A_PART.fullmatch(name))
    fields |= {name: TextAreaField(_l("Para una tarea que se cerró"), [closed_since]) for name in gone}
    form: ShareMailForm = type("SharedMailForm", (ShareMailForm,), fields)(**({"files_to": first} | values))
    form.files_to.choices = offered((one.id, one.title) for one in found)
    return form


class DiscardMailForm(FlaskForm):
    """A mail that came in belongs to nothing."""
