"""The forms of a page as a browser would send them."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class Forms(HTMLParser):
    """Every form of a page: where it leads, and what it sends if nobody touches it."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields]] = []
        self._path = path
        self._fields: Fields | None = None
        self._select: tuple[str, list[tuple[str, bool]], bool] | None = None
        self._area: tuple[str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._fields = {}
            if (said.get("method") or "").lower() == "post":
                self.found.append((said.get("action") or self._path, self._fields))
        elif tag == "input":
            self._input(said)
        elif tag == "button" and said.get("formaction") and self._fields is not None:
            self.found.append((said["formaction"] or "", self._fields))  # the same form, sent elsewhere
        elif tag == "textarea":
            self._area = (said.get("name") or "", [])
        elif tag == "select":
            self._select = (said.get("name") or "", [], "multiple" in said)
        elif tag == "option" and self._select:
            self._select[1].append((said.get("value") or "", "selected" in said))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            name, parts = self._area
            self._keep(name, "".join(parts).removeprefix("\r\n").removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._select:
            name, options, several = self._select
            chosen = [value for value, selected in options if selected]
            for value in chosen or ([] if several else [value for value, _ in options[:1]]):
                self._keep(name, value)
            self._select = None
        elif tag == "form":
            self._fields = None

    def _input(self, said: dict[str, str | None]) -> None:
        kind = said.get("type") or "text"
        if kind in {"file", "submit", "button", "password"}:
            return
        if kind in {"checkbox", "radio"} and "checked" not in said:
            return
        self._keep(said.get("name") or "", said.get("value") or ("on" if kind == "checkbox" else ""))

    def _keep(self, name: str, value: str) -> None:
        if self._fields is not None and name:
            self._fields.setdefault(name, []).append(value)


def form_of(html: str, path: str, action: str) -> Fields:
    """What the page's form for an action sends untouched."""
    leads = [fields for where, fields in Forms(html, path).found if where == action]
    assert leads, f"{path} has no form that leads to {action}"
    return leads[0]
