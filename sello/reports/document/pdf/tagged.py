"""A canvas that writes the document's logical structure beside its drawing (a tagged PDF)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

# ReportLab writes only the page keys that it knows; these two tie a page to the structure.
pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]

TABLE_COLUMN = "/A <</O/Table/Scope/Column>>"
"""Attributes of a heading cell that names its column."""


def spanning(columns: int) -> str:
    """Give the attributes of a heading cell that stands over all columns of the rows below it."""
    return f"/A <</O/Table/Scope/Row/ColSpan {columns}>>"


class Element(pdfdoc.PDFObject):
    """A node of the structure tree: a role, its children, and the marked content that belongs to it."""

    __RefOnly__ = 1

    def __init__(self, role: str, parent: Element | None, *, alt: str = "", attributes: str = "") -> None:
        self.role = role
        self.parent: Element | Tree | None = parent
        self.alt = alt
        self.attributes = attributes
        self.children: list[Element | tuple[str, int]] = []
        if parent is not None:
            parent.children.append(self)

    def format(self, document: Any) -> bytes:
        """Write the node as a PDF object."""
        kids = b" ".join(self._kid(child, document) for child in self.children)
        alt = b"/Alt " + pdfdoc.PDFString(self.alt).format(document) if self.alt else b""
        head = f"<</Type/StructElem/S/{self.role}{self.attributes}/P ".encode()
        return head + _ref(self.parent, document) + b"/K [" + kids + b"]" + alt + b">>"

    @staticmethod
    def _kid(child: Element | tuple[str, int], document: Any) -> bytes:
        if isinstance(child, Element):
            return _ref(child, document)
        page, mark = child
        place = pdfdoc.PDFObjectReference(page).format(document)
        return b"<</Type/MCR/Pg " + place + f"/MCID {mark}>>".encode()


class Tree(pdfdoc.PDFObject):
    """The root of the structure, and which element owns each mark of each page."""

    __RefOnly__ = 1

    def __init__(self, root: Element, pages: list[list[Element]]) -> None:
        self.root = root
        self.pages = pages
        root.parent = self

    def format(self, document: Any) -> bytes:
        """Write the root with its parent tree."""
        numbers = b" ".join(
            f"{page} [".encode() + b" ".join(_ref(owner, document) for owner in owners) + b"]"
            for page, owners in enumerate(self.pages)
        )
        return (
            b"<</Type/StructTreeRoot/K "
            + _ref(self.root, document)
            + b"/ParentTree <</Nums ["
            + numbers
            + f"]>>/ParentTreeNextKey {len(self.pages)}>>".encode()
        )


def _ref(thing: Element | Tree | None, document: Any) -> bytes:
    written: bytes = document.Reference(thing).format(document)
    return written


class TaggedCanvas(Canvas):
    """A ReportLab canvas that marks content and artifacts, and builds the structure tree on saving.

    `tones` are the colours that an institution has in the place of ours, on everything that is drawn.
    """

    _code: list[str]
    _doc: Any
    has_substitutes = False
    """Whether the page has letters that stand for others, which no font draws."""

    def __init__(self, *args: Any, tones: Mapping[Color, Color], **kwargs: Any) -> None:
        self._tones = tones
        super().__init__(*args, **kwargs)
        self.root = Element("Document", None)
        self.section = self.root
        self._marks: list[list[Element]] = [[]]

    def toned(self, colour: Color) -> Color:
        """The colour that stands in the place of one of ours."""
        return self._tones.get(colour, colour)

    def setFillColor(self, aColor: Any, alpha: Any = None) -> None:  # noqa: N802, N803 - ReportLab's names
        """Fill in the tone of a colour."""
        super().setFillColor(self._maybe_toned(aColor), alpha)

    def setStrokeColor(self, aColor: Any, alpha: Any = None) -> None:  # noqa: N802, N803 - ReportLab's names
        """Draw lines in the tone of a colour."""
        super().setStrokeColor(self._maybe_toned(aColor), alpha)

    def _maybe_toned(self, colour: Any) -> Any:
        """ReportLab itself begins a page in colours that are none of its objects."""
        return self.toned(colour) if isinstance(colour, Color) else colour

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as content of an element."""
        owners = self._marks[-1]
        element.children.append((self._page_name(), len(owners)))
        self._code.append(f"/{element.role} <</MCID {len(owners)}>> BDC")
        owners.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration that a reader passes over."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def _page_name(self) -> str:
        return str(self._doc.thisPageName())

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page, tie it to its marks, and open the list of the next one."""
        name = self._page_name()
        super().showPage()
        page = self._doc.idToObject[name]
        page.StructParents = len(self._marks) - 1
        page.Tabs = pdfdoc.PDFName("S")
        self._marks.append([])

    def save(self) -> None:
        """Write the structure and the document."""
        if self._code:
            self.showPage()
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = Tree(self.root, self._marks[:-1])
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        super().save()


class Block(Flowable):
    """Something that flows down the page and draws on the tagged canvas."""

    @property
    def canvas(self) -> TaggedCanvas:
        """The canvas at work, known to be a tagged one."""
        return cast(TaggedCanvas, self.canv)
