"""One of a list: a select, or words where the list is too long to be written into a page.

It needs no script. What is typed travels beside the field, under its name and `TYPED`; words that several of
the list say are answered with those, to choose from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup
from wtforms import SelectField
from wtforms.validators import StopValidation
from wtforms.widgets import Select, html_params

from sello.core.choosing import MOST, Unclear, meant
from sello.core.figures import figure
from sello.core.text import fold
from sello.web.naming import called

TYPED: Final = "-palabras"
"""Behind a field's name: the words by which one of its list is meant."""

WAS: Final = "-antes"
"""Behind a field's name: the one that was shown, as two of a list may have the same words."""

MARKS: Final = "· "
"""What shows the depth of a tree in a list."""

AT_MOST: Final = 50
"""How many are offered to choose from."""

LONGEST: Final = 200
"""Letters that are read of what was typed."""

OPTION: Final = Markup('<option value="{}">{}</option>')
SEVERAL: Final = Markup('<select name="{}" aria-label="{}">{}</select>')
SHOWN: Final = Markup('<input type="hidden" name="{}" value="{}">')
WHOLE: Final = Markup('<span class="pick"><input {}>{}<small class="soft" id="{}">{}</small></span>')


@dataclass(frozen=True, slots=True)
class Option:
    """One of a list, as it is sent and as it is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A row as a list names it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A list and what a request says of it: words, the value of a select, the value that was shown."""

    name: str
    options: tuple[Option, ...]
    typed: str = ""
    sent: str = ""
    was: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it is too long for a select."""
        return len(self.options) > MOST

    @property
    def blank(self) -> "Pick":
        """The same list, of which nothing is said."""
        return replace(self, typed="", sent="", was="")

    @property
    def found(self) -> tuple[Option, ...]:
        """Those of the list that the words say."""
        positions = meant(self.typed[:LONGEST], [one.label for one in self.options])
        return tuple(self.options[n] for n in positions)

    @property
    def chosen(self) -> str | None:
        """The value that is meant; empty where nothing was said, None where words say none or several."""
        if not fold(self.typed):
            return self.sent
        found = {one.value: one.label for one in self.found}
        if self.sent in found:
            return self.sent
        if fold(found.get(self.was, "")) == fold(self.typed):
            return self.was
        return next(iter(found)) if len(found) == 1 else None

    @property
    def problem(self) -> str:
        """What is said where the words mean none of the list, or several."""
        if self.chosen is not None:
            return ""
        if not self.found:
            return str(gettext("Nada de la lista dice «%(typed)s»: escriba otra cosa.", typed=self.typed))
        count = len(self.found)
        return str(
            gettext(
                "%(count)s de la lista dicen «%(typed)s»: elija entre ellas, o escriba más del nombre.",
                count=count,
                typed=self.typed,
            )
        )

    def field(self, nothing: str = "", **attributes: Any) -> Markup:
        """The field for words, and a select of what they may mean; `nothing` is what an empty one says."""
        value = self.chosen
        label = next((one.label for one in self.options if one.value == value), "")
        about = f"{attributes.setdefault('id', self.name)}-largo"
        described = (attributes.pop("aria-describedby", ""), about)
        words = html_params(
            type="text",
            name=self.name + TYPED,
            value=label or self.typed,
            placeholder=nothing or gettext("Escriba una parte del nombre"),
            autocomplete="off",
            maxlength=LONGEST,
            aria_describedby=" ".join(filter(None, described)),
            **attributes,
        )
        said = gettext("Hay %(count)s: escriba una parte.", count=figure(len(self.options)))
        # html_params has escaped what it was given.
        return WHOLE.format(Markup(words), self._beside(value), about, said)  # noqa: S704

    def _beside(self, value: str | None) -> Markup:
        if value is not None:
            return SHOWN.format(self.name + WAS, value)
        first = Option("", str(gettext("Elija una de las que lo dicen")))
        each = Markup("").join(OPTION.format(one.value, one.label) for one in (first, *self.found[:AT_MOST]))
        return SEVERAL.format(self.name, gettext("Las que dicen «%(typed)s»", typed=self.typed), each)


class PickWidget(Select):
    """A select; of a long list a field for words."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        """Write it."""
        pick: Pick = field.pick()
        if not pick.is_long:
            return super().__call__(field, **kwargs)
        if field.flags.required:
            kwargs.setdefault("required", True)
        return pick.field(field.nothing, **{"id": field.id, **kwargs})


class PickField(SelectField):
    """One of a list of rows, which may be long."""

    widget = PickWidget()

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        """Take the words beside what a select sends."""
        given = formdata or {}
        self._typed: str | None = given.get(self.name + TYPED)
        self._was = str(given.get(self.name + WAS) or "")
        super().process(formdata, *args, **options)

    def pick(self) -> Pick:
        """The list with what was said of it, or else with what the field holds."""
        kept = Pick(str(self.name), tuple(one for one in self._all() if one.value))
        if self._typed is None:
            return replace(kept, sent="" if self.data is None else str(self.data))
        return replace(kept, typed=self._typed, sent=str((self.raw_data or [""])[0] or ""), was=self._was)

    @property
    def nothing(self) -> str:
        """What its empty choice says."""
        return next((one.label for one in self._all() if not one.value), "")

    def pre_validate(self, form: Any) -> None:
        """Find what the words mean; raises StopValidation where that is not one of the list."""
        if self._typed is not None:
            pick = self.pick()
            if pick.chosen is None:
                raise StopValidation(pick.problem)
            self._typed, self.process_errors = None, []
            self.process_data(pick.chosen)
            self.raw_data = [pick.chosen]
        super().pre_validate(form)

    def _all(self) -> list[Option]:
        choices: Any = self.choices or ()
        return [Option(str(one.value), str(one.label).lstrip(MARKS)) for one in choices]


def install(app: Flask) -> None:
    """Let templates choose from long lists."""
    app.jinja_env.globals["pick_of"] = pick_of


def options_of(rows: Iterable[Any]) -> tuple[Option, ...]:
    """Rows with an id and a name, or with a code and a title."""
    return tuple(Option(str(one.id), _words(one)) for one in rows)


def settled(**lists: Iterable[Any]) -> ResponseReturnValue | None:
    """Where to go from an address whose words mean rows of these lists, which go by their names in it.

    Nowhere if it has no words, or if all that it has mean none or several: its page then says so.
    """
    asked = {name: _pick(name, rows).chosen for name, rows in lists.items() if name + TYPED in request.args}
    said = {name: chosen for name, chosen in asked.items() if chosen is not None}
    return redirect(_without_words(said), 303) if said else None


def _without_words(said: Mapping[str, str]) -> str:
    """This address with values in the place of the words that said them."""
    gone = {name + part for name in said for part in ("", TYPED, WAS)}
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in gone]
    query = urlencode([*kept, *((name, value) for name, value in said.items() if value)])
    return request.path + (f"?{query}" if query else "")


def sent(name: str, rows: Iterable[Any]) -> str:
    """What a form without fields says of a list; raises Unclear for words that mean none or several."""
    form = request.form
    typed, value = form.get(name + TYPED, ""), form.get(name, "")
    chosen = Pick(name, options_of(rows), typed, value, form.get(name + WAS, "")).chosen
    if chosen is None:
        raise Unclear(typed=typed)
    return chosen


def pick_of(name: str, rows: Iterable[Any], chosen: object = None) -> Pick:
    """A list that the address chooses from, as its filter shows it: with what was typed or is chosen."""
    pick = _pick(name, rows)
    return pick if fold(pick.typed) else replace(pick, sent="" if chosen is None else str(chosen))


def _pick(name: str, rows: Iterable[Any]) -> Pick:
    args = request.args
    return Pick(
        name, options_of(rows), args.get(name + TYPED, ""), args.get(name, ""), args.get(name + WAS, "")
    )


def _words(one: Any) -> str:
    return called(one.code, one.title) if hasattr(one, "code") else str(one.name)
