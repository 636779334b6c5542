"""Addresses of static files that change with their content, so that browsers may keep them for a year.

The style sheets, one file per noun, are joined when the application starts and served as one: a page asks
once, and every page of a visit has asked for all of them. What is text is compressed once, as far as it goes.
"""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from flask import Flask, Response, request, send_file, url_for

from sello.web.compression import accepts_gzip, compressed

YEAR = 365 * 24 * 3600
STYLES = "sello.css"
"""The name under which the joined style sheets are served."""

TEXTS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""The kinds of static files that are text."""


def install(app: Flask) -> None:
    """Give the templates `asset(name)` and let versioned files be kept."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    folder = Path(app.static_folder or "")
    texts = {STYLES: joined(folder / "css")} | {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.suffix in TEXTS
    }

    @cache
    def digest(name: str) -> str:
        content = texts[name] if name in texts else (folder / name).read_bytes()
        return hashlib.sha256(content).hexdigest()[:12]

    @cache
    def small(name: str) -> bytes:
        return compressed(texts[name], pace=9)

    @cache
    def address(name: str, _root: str) -> str:
        return url_for("static", filename=name, v=digest(name))

    def asset(name: str) -> str:
        return address(name, request.script_root)

    def static(filename: str) -> Response:
        if filename not in texts:
            return app.send_static_file(filename)
        packed = accepts_gzip()
        content, mark = (small(filename), "-gz") if packed else (texts[filename], "")
        kind = TEXTS[PurePosixPath(filename).suffix]
        answer = send_file(BytesIO(content), mimetype=kind, max_age=YEAR, etag=digest(filename) + mark)
        answer.vary.add("Accept-Encoding")
        if packed:
            answer.headers["Content-Encoding"] = "gzip"
        return answer

    app.view_functions["static"] = static
    app.jinja_env.globals["asset"] = asset


def joined(folder: Path) -> bytes:
    """The style sheets of a folder as one, in the order of their names: the layers' order comes first."""
    return b"\n".join(sheet.read_bytes() for sheet in sorted(folder.glob("*.css")))
