"""A process that presses «Recordar ahora» once: `python -m tests.reminders.press TASK PERSON INSTITUTION`."""

import os
import sys

from sello.accounts.queries import identity
from sello.app import create_app
from sello.config import from_environment
from sello.core.db import unit_of_work
from sello.core.refusal import Refusal
from sello.reminders.service import by_hand
from tests.builders import AT, TODAY


def main(task_id: int, person_id: int, institution_id: int) -> str:
    """Press, and tell «sent» or the name of the refusal."""
    with create_app(from_environment(os.environ)).app_context():
        try:
            with unit_of_work(institution_id):
                actor = identity.actor(person_id, today=TODAY)
                assert actor is not None
                by_hand.remind_now(actor, task_id, base_url="https://sello.example", at=AT)
        except Refusal as refusal:
            return type(refusal).__name__
    return "sent"


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
