"""`sello run-jobs`: the jobs by hand."""

import pytest
import time_machine
from click.testing import CliRunner

from sello.cli import main
from sello.scheduler import JOBS
from tests.builders import NOW, Town
from tests.reminders import cast
from tests.reminders.test_processes import TOMORROW


@pytest.fixture
def sello(app):
    def run(*words: str, typed: str = ""):
        with time_machine.travel(NOW, tick=False):
            return CliRunner().invoke(main, ["run-jobs", *words], input=typed)

    return run


def test_without_names_it_lists_them(sello) -> None:
    answer = sello()
    assert answer.exit_code == 0
    assert [line.split()[0] for line in answer.output.splitlines()] == list(JOBS)


def test_the_chosen_clock_is_read_in_the_zone_of_the_instance(town: Town, sello) -> None:
    cast.settle_on(town, off=["digest"])
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    assert "mails 0" in sello("reminders", "--now", "2026-11-23T08:29").output
    assert "mails 0" in sello("reminders", "--now", "2026-11-23T08:30+00:00").output, "half past five there"
    assert "mails 1" in sello("reminders", "--now", "2026-11-23T08:30").output
    assert "mails 0" in sello("reminders", "--now", "2026-11-23T08:31").output


def test_without_a_mail_server_everything_waits(town: Town, sello) -> None:
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    answer = sello("reminders", "deliver", "--now", "2026-11-23T09:00")
    assert answer.exit_code == 0
    assert "sent 0" in answer.output


@pytest.mark.parametrize(
    "words", [("nada",), ("reminders", "--now", "mañana"), ("access", "--now", "9999-12-31")]
)
def test_what_it_does_not_know_it_says(sello, words: tuple[str, ...]) -> None:
    answer = sello(*words)
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output


@pytest.mark.parametrize("typed", ["", "\n", "n\n"])
def test_a_year_typed_wrong_tells_nobody_before_its_time(town: Town, sello, typed: str) -> None:
    """What a later clock does stays done, and would silence what is due until then."""
    cast.settle_on(town, off=["digest"])
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    asked = sello("reminders", "--now", "2027-01-25T09:00", typed=typed)
    assert asked.exit_code == 1
    assert "El 25-01-2027 a las 09:00 todavía no llega" in asked.output
    assert "No se cambió nada." in asked.output
    assert "mails 1" in sello("reminders", "--now", "2026-11-23T09:00").output, "it is told in time"


def test_whoever_means_a_later_instant_says_so(town: Town, sello) -> None:
    cast.settle_on(town, off=["digest"])
    cast.tasks(town, [TOMORROW], town.people.contributor.id)
    asked = sello("reminders", "--now", "2026-11-23T15:00", typed="sí\n")
    assert (asked.exit_code, asked.output.splitlines()[-1]) == (0, "reminders: mails 1")
    unasked = sello("reminders", "--now", "2026-11-23T15:01", "--yes")
    assert (unasked.exit_code, unasked.output) == (0, "reminders: mails 0\n")
