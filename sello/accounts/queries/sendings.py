"""What was sent from a browser lately."""

from datetime import datetime

from sqlalchemy import select

from sello.accounts.domain.access import SENDING_KEPT
from sello.accounts.models import Sending
from sello.core.db import db


def led_to(sign_in_id: int, mark: str, *, now: datetime) -> str | None:
    """Where an equal sending led, empty for back where it came from; None if there was none lately."""
    found: str | None = db.session.scalar(
        select(Sending.led_to).where(
            Sending.sign_in_id == sign_in_id, Sending.mark == mark, Sending.at >= now - SENDING_KEPT
        )
    )
    return found
