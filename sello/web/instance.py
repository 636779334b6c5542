"""What this instance is set up with, as every screen asks for it."""

from typing import cast

from flask import current_app

from sello.config import Config


def config() -> Config:
    """The settings of this instance."""
    return cast(Config, current_app.extensions["sello"])
