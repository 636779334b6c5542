"""A page as a browser reads it: its forms with every control, its links, its words."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

Sent = dict[str, list[str]]


@dataclass
class Control:
    """A named control of a form: its kind, what it holds untouched, and what may be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    required: bool = False


@dataclass
class Form:
    """A form that is sent by POST: the page it stands on, where it leads, and its controls by name."""

    page: str
    action: str
    encoding: str = ""
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    """Name (empty: none) and value of each button that sends it."""

    def untouched(self) -> Sent:
        """What it sends if nobody touches it."""
        return {each.name: list(each.values) for each in self.controls.values() if each.values}

    def named(self, *kinds: str) -> list[Control]:
        """Its controls of some kinds."""
        return [each for each in self.controls.values() if each.kind in kinds]


class Page(HTMLParser):
    """The forms and the links of a page."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._by_id: dict[str, Form] = {}
        self._apart: list[tuple[str, str, dict[str, str]]] = []
        self._open: Form | None = None
        self._select: Control | None = None
        self._area: tuple[Control, list[str]] | None = None
        self.feed(html)
        for form_id, tag, said in self._apart:
            self._add(self._by_id[form_id], tag, said)
        for form in self.forms:
            self._press(form)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "").startswith("/"):
            self.links.append(said["href"].partition("#")[0])
        elif tag == "form":
            self._begin(said)
        elif tag == "option" and self._select:
            self._option(said)
        elif tag in {"input", "select", "textarea", "button"}:
            self._control(tag, said)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            control, parts = self._area
            control.values = ["".join(parts).removeprefix("\r\n").removeprefix("\n")]
            self._area = None
        elif tag == "select" and self._select:
            if not self._select.values and self._select.kind == "select":
                self._select.values = self._select.options[:1]
            self._select = None
        elif tag == "form":
            self._open = None

    def _begin(self, said: dict[str, str]) -> None:
        self._open = Form(self.path, said.get("action") or self.path, said.get("enctype", ""))
        if said.get("id"):
            self._by_id[said["id"]] = self._open
        if said.get("method", "").lower() == "post":
            self.forms.append(self._open)

    def _control(self, tag: str, said: dict[str, str]) -> None:
        if "disabled" in said:
            return
        if said.get("form"):
            self._apart.append((said["form"], tag, said))  # the form may only come later
        elif self._open is not None:
            self._add(self._open, tag, said)

    def _add(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, kind = said.get("name", ""), said.get("type", "text") if tag == "input" else tag
        if tag == "select" and "multiple" in said:
            kind = "several"
        if kind == "text" and said.get("inputmode") == "numeric":
            kind = "number"
        if tag == "button" or kind == "submit":
            if said.get("formaction"):  # the same form, sent elsewhere
                self.forms.append(replace(form, action=said["formaction"], buttons=[("", "")]))
            elif said.get("type", "submit") == "submit":
                form.buttons.append((name, said.get("value", "")))
            return
        if not name:
            return
        control = form.controls.setdefault(name, Control(name, kind))
        control.required = control.required or "required" in said
        if tag == "select":
            self._select = control
        elif tag == "textarea":
            self._area = (control, [])
        elif kind in {"checkbox", "radio"}:
            value = said.get("value", "on")
            control.options.append(value)
            if "checked" in said:
                control.values.append(value)
        elif kind != "file":
            control.values.append(said.get("value", ""))

    def _press(self, form: Form) -> None:
        """Where no button sends the form as it is, the first one says what is asked for."""
        if form.buttons and all(name for name, _ in form.buttons):
            name, value = form.buttons[0]
            form.controls.setdefault(name, Control(name, "hidden", [value]))

    def _option(self, said: dict[str, str]) -> None:
        assert self._select is not None
        self._select.options.append(said.get("value", ""))
        if "selected" in said:
            self._select.values.append(said.get("value", ""))
