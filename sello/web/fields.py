"""Form fields that several screens share."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget

from sello.core.labels import LabelledEnum

DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
"""What a browser's date input sends, and what people type where it has none."""


class DayField(DateField):
    """A day: a browser's date input, or dd-mm-aaaa typed by hand."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=DAY_FORMATS, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; a wrong day says how days are written."""
        try:
            super().process_formdata([raw for raw in valuelist if str(raw).strip()])
        except ValueError:
            raise ValueError(_l("Escriba la fecha como dd-mm-aaaa, por ejemplo 05-03-2026.")) from None


class OneOfSeveral(CheckboxInput):
    """A checkbox of a group: where one must be chosen, no browser may demand each of them."""

    validation_attrs = ["disabled"]  # noqa: RUF012 - as its base declares it


class SelectMultipleCheckboxes(SelectMultipleField):
    """Several of a list, as checkboxes: no key has to be held down to choose a second one."""

    widget = ListWidget(prefix_label=False)
    option_widget = OneOfSeveral()


def optional_int(value: object) -> int | None:
    """The id that a select sends; its empty choice is none."""
    return int(str(value)) if value not in (None, "", "None") else None


def version_of(field: Field) -> int:
    """The version that a form was opened on, as its hidden field says; 0 if it says none."""
    raw = str(field.data or "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else 0


def joined(chosen: Iterable[object]) -> str:
    """What was chosen of a list, as a hidden field keeps it: did somebody choose otherwise?."""
    return ",".join(sorted(map(str, chosen)))


def split(field: Field) -> frozenset[str]:
    """What `joined` wrote into a hidden field."""
    return frozenset(filter(None, str(field.data or "").split(",")))


def offered(pairs: Iterable[tuple[Any, Any]], group: str | None = None) -> list[SelectChoice]:
    """The choices of a list (or of one group in it), from pairs of value and label.

    WTForms 3.4 takes pairs themselves no longer.
    """
    return [SelectChoice(value, label, optgroup=group) for value, label in pairs]


def labels(kind: type[LabelledEnum]) -> list[SelectChoice]:
    """The choices of an enumeration, in its order."""
    return offered((each.value, _l(each.label)) for each in kind)


def coded(requirements: Iterable[Any]) -> list[SelectChoice]:
    """Choices of requirements (rows with id, code and title)."""
    return offered((one.id, f"{one.code} {one.title}") for one in requirements)


def indented(options: Iterable[Any]) -> list[SelectChoice]:
    """Choices of a tree (rows with id, name and depth), its depth shown by leading marks."""
    return offered((one.id, f"{'· ' * one.depth}{one.name}") for one in options)


def nothing(label: Any) -> SelectChoice:
    """The choice that chooses nothing."""
    return SelectChoice("", label)
