"""`sello run-jobs`: the jobs by hand."""

import pytest
from click.testing import CliRunner

from sello.cli import main
from sello.scheduler import JOBS
from tests.builders import Town
from tests.reminders import cast
from tests.reminders.test_processes import TOMORROW


@pytest.fixture
def sello(app):
    def run(*words: str):
        return CliRunner().invoke(main, ["run-jobs", *words])

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
