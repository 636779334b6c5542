"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, request, url_for

YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Give the templates `asset(name)` and let versioned files be kept."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    folder = Path(app.static_folder or "")

    @cache
    def digest(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    @cache
    def address(name: str, _root: str) -> str:
        return url_for("static", filename=name, v=digest(name))

    def asset(name: str) -> str:
        return address(name, request.script_root)

    app.jinja_env.globals["asset"] = asset
