"""Addresses of static files that change with their content, so that browsers may keep them for a year.

The style sheets, one file per noun, are joined when the application starts and served as one: a page asks
once, and every page of a visit has asked for all of them.
"""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path

from flask import Flask, Response, request, send_file, url_for

YEAR = 365 * 24 * 3600
STYLES = "sello.css"
"""The name under which the joined style sheets are served."""


def install(app: Flask) -> None:
    """Give the templates `asset(name)` and let versioned files be kept."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    folder = Path(app.static_folder or "")
    styles = joined(folder / "css")

    @cache
    def digest(name: str) -> str:
        content = styles if name == STYLES else (folder / name).read_bytes()
        return hashlib.sha256(content).hexdigest()[:12]

    @cache
    def address(name: str, _root: str) -> str:
        return url_for("static", filename=name, v=digest(name))

    def asset(name: str) -> str:
        return address(name, request.script_root)

    def static(filename: str) -> Response:
        if filename == STYLES:
            return send_file(BytesIO(styles), mimetype="text/css", max_age=YEAR, etag=digest(STYLES))
        return app.send_static_file(filename)

    app.view_functions["static"] = static
    app.jinja_env.globals["asset"] = asset


def joined(folder: Path) -> bytes:
    """The style sheets of a folder as one, in the order of their names: the layers' order comes first."""
    return b"\n".join(sheet.read_bytes() for sheet in sorted(folder.glob("*.css")))
