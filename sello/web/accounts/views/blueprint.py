"""The blueprint that the screens of accounts share."""

from flask import Blueprint, url_for

from sello.accounts.service import Delivery
from sello.web.base import config

bp = Blueprint("accounts", __name__)


def delivery() -> Delivery:
    """How single-use links are made on this instance."""
    settings = config()
    root = settings.base_url.rstrip("/")
    return Delivery(
        address=lambda token: root + url_for("accounts.link", token=token),
        hours=settings.link_hours,
        zone=settings.zone,
    )
