"""Form fields that several screens share."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.i18n import translations
from wtforms import DateField, Field, Form, IntegerField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from sello.core.choosing import MOST
from sello.core.dates import is_beyond, means_never, read_day
from sello.core.labels import LabelledEnum
from sello.core.refusal import Refusal
from sello.register.parts.domain.money import read_pesos, write_pesos
from sello.web.answers import spoken
from sello.web.picking import AT_MOST, TYPED, Option, Pick
from sello.web.request_values import read_id

WITHOUT_DAY = _l(
    "Entendimos que todavía no tiene fecha, y quedó vacía. Guarde así para confirmarlo, "
    "o escriba una fecha hasta el año 2200."
)
"""Said of a day that may not be known yet."""

NEVER = _l(
    "Entendimos que no vence, y la fecha quedó vacía. Guarde así para confirmarlo, "
    "o escriba una fecha hasta el año 2200."
)
"""Said of a last day."""

WHOLE = re.compile(r"\d{1,9}|\d{1,3}(?:\.\d{3}){1,2}", re.ASCII)
"""The whole numbers that a form takes, also with points between thousands: any column holds them."""

MOST_DIGITS = 9
NEGATIVE = re.compile(r"[-−]\s*\d[\d.,]*", re.ASCII)
FRACTION = re.compile(r"\d[\d.]*,\d+", re.ASCII)
SHOWN = 40
"""Letters that are repeated of what was typed."""


class Subform(Form):
    """Fields that stand several times within a form; what they refuse is said in the form's language."""

    class Meta:
        def get_translations(self, form: Form) -> Any:
            """The messages of the library, as the form around speaks them; by itself it speaks English."""
            del form
            return translations


class AsChosen(Optional):
    """Lets a field be empty that is needed or not as another one says, which its service decides."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {"optional": True, "as_chosen": True}


class DayField(DateField):
    """A day: a browser's date input, or dd-mm-aaaa typed by hand."""

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; a day that is none, or out of reach, is refused with what to write."""
        self.data = None
        typed = next((str(raw) for raw in valuelist if str(raw).strip()), "")
        if not typed:
            if valuelist:
                self.raw_data = [""]  # blanks alone are nothing, also to whoever requires a day
            return
        try:
            self.data = read_day(typed)
        except Refusal as refusal:
            raise ValueError(spoken(refusal)) from None


class LastDayField(DayField):
    """The last day of something that may have none: whoever types a day beyond all plans means that.

    `instead` is what is proposed in its place where an empty date says something else than «no vence».
    """

    def __init__(self, *args: Any, instead: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._instead = instead
        self._emptied = False

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; words for «no vence» are no day, a year such as 9999 is proposed to be that."""
        typed = next((str(raw) for raw in valuelist if str(raw).strip()), "")
        never = means_never(typed)
        if not never and not is_beyond(typed):
            super().process_formdata(valuelist)
            return
        self.data, self._emptied = None, True
        if not never or self._instead:
            raise ValueError(str(self._instead or NEVER))

    def _value(self) -> str:
        """What the field shows: what was typed, unless an empty date is proposed in its place."""
        return "" if self._emptied else str(super()._value())


class DigitsInput(TextInput):
    """Where digits are typed: a browser's own box of numbers would send nothing for what it cannot read."""

    def __call__(self, field: Field, **values: Any) -> Any:
        """Ask phones for digits; the bounds are said by the form."""
        said = {name: value for name, value in values.items() if name not in ("min", "max", "step")}
        return super().__call__(field, **({"inputmode": "numeric"} | said))


class WholeField(IntegerField):
    """A whole number that a column can hold; anything else is refused in words and shown again."""

    widget = DigitsInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent."""
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            if valuelist:
                self.raw_data = [""]
            return
        if WHOLE.fullmatch(typed) is None:
            raise ValueError(_no_whole_number(typed))
        self.data = int(typed.replace(".", ""))


def _no_whole_number(typed: str) -> str:
    """Why what was typed is no number of the kind that a form counts with."""
    shown = typed[:SHOWN]
    if NEGATIVE.fullmatch(typed):
        return str(gettext("«%(typed)s» es negativo y aquí se cuenta desde cero.", typed=shown))
    if FRACTION.fullmatch(typed):
        return str(gettext("«%(typed)s» tiene decimales y aquí se cuenta por enteros.", typed=shown))
    if typed.isascii() and typed.replace(".", "").isdecimal() and len(typed) > MOST_DIGITS:
        return str(gettext("«%(typed)s» es demasiado: revise cuántas cifras tiene.", typed=shown))
    return str(gettext("Escriba un número entero, sin letras ni signos."))


class PesosField(StringField):
    """An amount in whole pesos, or in thousands of them (M$)."""

    data: int | None  # type: ignore[assignment]  # the base holds text

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else write_pesos(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; what is no amount is refused with what was probably meant."""
        self.data = None
        try:
            self.data = read_pesos(str(valuelist[0])) if valuelist else None
        except Refusal as refusal:
            raise ValueError(spoken(refusal)) from None


class OneOfSeveral(CheckboxInput):
    """A checkbox of a group: where one must be chosen, no browser may demand each of them."""

    validation_attrs = ["disabled"]  # noqa: RUF012 - as its base declares it


class SelectMultipleCheckboxes(SelectMultipleField):
    """Several of a list, as checkboxes: no key has to be held down to choose a second one."""

    widget = ListWidget(prefix_label=False)
    option_widget = OneOfSeveral()


class Chooser(SelectMultipleCheckboxes):
    """Some of a long list: folded by the groups of its choices, searched where there is a script.

    One that is too long for a page shows those that are chosen, and adds what is written beside them.
    """

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        """Take the words beside what is ticked."""
        self.typed = str((formdata or {}).get(self.name + TYPED) or "")
        self._found: frozenset[str] = frozenset()
        super().process(formdata, *args, **options)

    @property
    def is_long(self) -> bool:
        """Whether its list is too long to be written into a page."""
        return len(self.choices or ()) > MOST

    def folded(self) -> list[tuple[str, list[Any]]]:
        """The options under the group that each choice names, in the order of the choices."""
        groups: dict[str, list[Any]] = {}
        choices: Any = self.choices or ()
        for choice, option in zip(choices, self, strict=True):
            if not self.is_long or option.checked or str(choice.value) in self._found:
                groups.setdefault(choice.optgroup or "", []).append(option)
        return list(groups.items())

    def pre_validate(self, form: Any) -> None:
        """Add what the words mean; raises StopValidation for those that mean none of the list, or several."""
        if self.typed:
            self._add(picks := self._picks())
            if unclear := [pick.problem for pick in picks if pick.problem]:
                raise StopValidation(" ".join(unclear))
        super().pre_validate(form)

    def _picks(self) -> list[Pick]:
        choices: Any = self.choices or ()
        every = tuple(Option(str(one.value), str(one.label)) for one in choices)
        parts = filter(None, (part.strip() for part in re.split(r"[;\n]", self.typed)))
        return [Pick(str(self.name), every, part) for part in parts]

    def _add(self, picks: Iterable[Pick]) -> None:
        """Take what the words mean; what is unclear stays to be said otherwise, with what it may mean."""
        added = [pick.chosen for pick in picks if pick.chosen is not None]
        unclear = [pick for pick in picks if pick.chosen is None]
        self.data = list(dict.fromkeys([*(self.data or ()), *map(self.coerce, added)]))
        self.raw_data = [*(self.raw_data or ()), *added]
        self.typed = "; ".join(pick.typed for pick in unclear)
        self._found = frozenset(one.value for pick in unclear for one in pick.found[:AT_MOST])


def optional_int(value: object) -> int | None:
    """The id that a select sends; its empty choice is none."""
    return None if value in (None, "", "None") else row_id(value)


def row_id(value: object) -> int:
    """The id that a select sends; raises ValueError for what is no id that a row can have."""
    number = read_id(value)
    if number is None:
        raise ValueError("no id")
    return number


def version_of(field: Field) -> int:
    """The version that a form was opened on, as its hidden field says; 0 if it says none."""
    return read_id(field.data) or 0


def joined(chosen: Iterable[object]) -> str:
    """What was chosen of a list, as a hidden field keeps it: did somebody choose otherwise?."""
    return ",".join(sorted(map(str, chosen)))


def split(field: Field) -> frozenset[str]:
    """What `joined` wrote into a hidden field."""
    return frozenset(filter(None, str(field.data or "").split(",")))


def yes_or_no() -> list[Any]:
    """The choices of a question that has no default answer."""
    return offered([("si", _l("Sí")), ("no", _l("No"))])


def is_yes(value: object) -> bool:
    """What was answered to such a question, or what is stored of it."""
    return value is True or value == "si"


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


def by_dimension(requirements: Iterable[Any]) -> list[SelectChoice]:
    """The same, each in the group of its dimension (rows with that as well)."""
    return [SelectChoice(one.id, f"{one.code} {one.title}", optgroup=one.dimension) for one in requirements]


def placed(options: Iterable[Any]) -> list[SelectChoice]:
    """Choices of a tree as a list (rows of `UnitOption`'s shape): what hangs deep says from whom.

    Of a tree that is shown in part, whoever hangs from a unit that is not shown says nothing.
    """
    above: dict[int, Any] = {}
    pairs = []
    for one in options:
        parent = above.get(one.depth - 1)
        above[one.depth] = one
        hangs = parent is not None and one.depth > 1 and one.id in parent.branch
        pairs.append((one.id, f"{one.name} ({above[one.depth - 1].short})" if hangs else one.name))
    return offered(pairs)


def indented(options: Iterable[Any]) -> list[SelectChoice]:
    """Choices of a tree (rows with id, name and depth), its depth shown by leading marks."""
    return offered((one.id, f"{'· ' * one.depth}{one.name}") for one in options)


def nothing(label: Any) -> SelectChoice:
    """The choice that chooses nothing."""
    return SelectChoice("", label)
