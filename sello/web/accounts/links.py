"""How single-use links are made on this instance."""

from flask import url_for

from sello.accounts.service.links import Delivery
from sello.web.instance import config


def delivery() -> Delivery:
    """How single-use links are made on this instance."""
    settings = config()
    root = settings.base_url.rstrip("/")
    return Delivery(
        address=lambda token: root + url_for("accounts.link", token=token),
        hours=settings.link_hours,
    )
