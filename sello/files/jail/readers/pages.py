"""The words of an HTML page that came by mail, and where in it somebody else's words begin."""

from html.parser import HTMLParser

_NO_WORDS = frozenset({"script", "style", "head", "title"})
_LINES = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "hr"})
_BEGIN = frozenset(
    {"divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "mail-editor-reference-message-container"}
)
"""Elements in which Outlook puts what it answers to."""
_CLASSES = frozenset(
    {"gmail_quote", "gmail_quote_container", "gmail_attr", "moz-cite-prefix", "yahoo_quoted"}
)


def words(page: str, *, quoted: str = "") -> str:
    """The words of a page, its lines where a browser breaks them; `quoted` stands before what is quoted."""
    reader = _Reader(quoted)
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).splitlines())
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self, quoted: str) -> None:
        super().__init__()
        self._quoted = quoted
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _NO_WORDS
        if tag in _LINES:
            self.said.append("\n")
        if self._quoted and _begins_quoted(tag, {name: (value or "").lower() for name, value in attrs}):
            self.said.append(f"\n{self._quoted}\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _NO_WORDS))
        if tag in _LINES:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data.replace("\n", " "))


def _begins_quoted(tag: str, said: dict[str, str]) -> bool:
    classes = set(said.get("class", "").split())
    cited = tag == "blockquote" and said.get("type") == "cite"
    return cited or said.get("id", "").removeprefix("x_") in _BEGIN or bool(classes & _CLASSES)
