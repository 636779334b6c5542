"""How single-use links are made on this instance."""

from flask import current_app

from sello.accounts.service.links import Delivery
from sello.web.instance import config


def delivery() -> Delivery:
    """How single-use links are made on this instance."""
    settings = config()
    root = settings.base_url.rstrip("/")
    addresses = current_app.url_map.bind("")  # commands make links too, and no request is theirs
    return Delivery(
        address=lambda token: root + addresses.build("accounts.link", {"token": token}),
        hours=settings.link_hours,
    )
