"""A process that sends by hand once: `python -m tests.reminders.press WHAT ID PERSON INSTITUTION`.

WHAT is «nudge» (of a task) or «message» (to a unit).
"""

import os
import sys

from sello.accounts.queries import identity
from sello.app import create_app
from sello.config import from_environment
from sello.core.db import unit_of_work
from sello.core.refusal import Refusal
from sello.reminders.service import by_hand
from tests.builders import AT, TODAY

BASE = "https://sello.example"


def main(what: str, thing_id: int, person_id: int, institution_id: int) -> str:
    """Send, and tell «sent» or the name of the refusal."""
    with create_app(from_environment(os.environ)).app_context():
        try:
            with unit_of_work(institution_id):
                actor = identity.actor(person_id, today=TODAY)
                assert actor is not None
                if what == "nudge":
                    by_hand.remind_now(actor, thing_id, base_url=BASE, at=AT)
                else:
                    said = by_hand.Said("Reunión", "¿Puede el lunes?")
                    by_hand.write_to_unit(actor, thing_id, said, base_url=BASE, at=AT)
        except Refusal as refusal:
            return type(refusal).__name__
    return "sent"


if __name__ == "__main__":
    print(main(sys.argv[1], *map(int, sys.argv[2:])))
