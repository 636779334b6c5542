"""What was sent from a browser lately: the database decides which of two equal sendings is acted on.

The memory of the cookie is lost where two are on their way at once, or where a browser drops the first answer
because somebody pressed twice. A row is written in the transaction of what the sending does.
"""

from datetime import datetime

from sqlalchemy import delete

from sello.accounts.domain.access import SENDING_KEPT
from sello.accounts.domain.actor import Actor
from sello.accounts.models import Sending
from sello.core.db import db, insert_into


def claim(actor: Actor, sign_in_id: int, mark: str, led_to: str, *, now: datetime) -> bool:
    """Note that a sending was acted on; False when an equal one was meanwhile (all has to be taken back).

    Waits for an equal one that is just being acted on.
    """
    old = delete(Sending).where(Sending.sign_in_id == sign_in_id, Sending.at < now - SENDING_KEPT)
    db.session.execute(old)
    row = {
        "institution_id": actor.institution_id,
        "sign_in_id": sign_in_id,
        "mark": mark,
        "led_to": led_to,
        "at": now,
    }
    insert = insert_into(Sending).values(row).on_conflict_do_nothing().returning(Sending.id)
    return db.session.execute(insert).first() is not None


def forget(sign_in_id: int, *, place: str = "", but: str) -> None:
    """Let what was sent to an address (to any, by default) be sent again, but for one sending."""
    db.session.execute(
        delete(Sending).where(
            Sending.sign_in_id == sign_in_id, Sending.mark.startswith(place), Sending.mark != but
        )
    )
