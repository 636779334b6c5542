"""Real files for the demonstration: decrees, minutes, reports, sheets and pictures, fictitious and saying so.

Equal papers give equal bytes, so that loading the demonstration again recognises them.
"""

from __future__ import annotations

from collections.abc import Callable

from sello.demo.files import office, pdfs, pictures
from sello.demo.files.paper import File, Form, Paper

MEDIA: dict[Form, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}

MAKERS: dict[Form, Callable[[Paper], bytes]] = {
    "pdf": pdfs.pdf,
    "docx": office.docx,
    "xlsx": office.xlsx,
    "png": pictures.street_map,
    "jpg": pictures.scan,
}


def make(paper: Paper, form: Form, name: str) -> File:
    """Make the file of a paper; `name` comes without its ending."""
    return File(f"{name}.{form}", MEDIA[form], MAKERS[form](paper))
