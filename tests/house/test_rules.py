"""One place commits, opens the files of strangers, speaks to a mail server, reads the clock."""

import ast

import pytest

from tests.house.source import Rule, brings_in, calls, modules

RULES = (
    Rule(
        "only the end of a request, a job, a command or a noted reading commits",
        calls(".commit"),
        "return, and let core.db.unit_of_work or web.guard commit; a reading that is noted goes through "
        "core.trail.record_apart",
        frozenset({"sello.core.db", "sello.web.guard"}),
    ),
    Rule(
        "only the store opens files, and commands the ones that their operator names",
        calls("open", "os.open", ".open", ".read_bytes", ".write_bytes", ".read_text", ".write_text"),
        "ask the store (files.store) for the bytes of a hash, or paths.resource for what is shipped",
        frozenset(
            {
                "sello.files",
                "sello.cli",
                "sello.backup",  # the folder that its operator names
                "sello.core.backup_mark",
                "sello.core.destroyed",  # what actas destroyed, beside the data
                "sello.core.trail.ledger.outside",  # the key, and the signed heads
                "sello.core.trail.ledger.peers",  # the lists of witnesses, files that its operator names
                "sello.core.mail.imap",  # the secrets of the mailbox, in files that its operator names
                "sello.core.instance_lock",  # a lock, which has no content
                "sello.catalogue.exchange.xml_parts",  # parts of a spreadsheet that stands in memory
                "sello.web.downloads",
                "sello.catalogue.editions",
                "sello.duties.proposals",
                "sello.catalogue.crosswalks",
                "sello.planning.backtest",  # figures that come with the program
                "sello.web.assets",
            }
        ),
    ),
    Rule(
        "only core.mail.smtp speaks to a mail server",
        brings_in("smtplib"),
        "queue the message with core.mail.outbox.enqueue in the transaction of what causes it",
        frozenset({"sello.core.mail.smtp"}),
    ),
    Rule(
        "only core.mail.imap reads a mailbox",
        brings_in("imaplib"),
        "let `replies.service.fetching` fetch, and take what it gives",
        frozenset({"sello.core.mail.imap"}),
    ),
    Rule(
        "only core.clock reads the clock",
        calls("datetime.now", "datetime.utcnow", "date.today", "time.time", "time.time_ns"),
        "take `now`, `today` or a Moment as a parameter; requests, jobs and commands make it once",
        frozenset({"sello.core.clock"}),
    ),
    Rule(
        "only core.workbook writes spreadsheets",
        brings_in("openpyxl"),
        "describe the sheets (core.workbook.Sheet) and let core.workbook.write make the file",
        frozenset({"sello.core.workbook"}),
    ),
    Rule(
        "a text is translated by `gettext`, under that name",
        lambda node: (
            isinstance(node, ast.ImportFrom)
            and node.module == "flask_babel"
            and any(alias.name == "gettext" and alias.asname for alias in node.names)
        ),
        "write `from flask_babel import gettext` and `gettext(…)`",
    ),
)

BENT = {
    "commits": "def act():\n    db.session.commit()\n",
    "opens files": "def act(path):\n    return path.open('rb')\n",
    "mail server": "def act():\n    import smtplib\n",
    "reads a mailbox": "def act():\n    import imaplib\n",
    "writes spreadsheets": "def act():\n    from openpyxl import Workbook\n\n    Workbook()\n",
    "reads the clock": "from datetime import datetime\n\nNOW = datetime.now()\n",
    "under that name": "from flask_babel import gettext as _\n",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps_the_rule(rule):
    broken = [line for name, tree in modules().items() for line in rule.broken_in(name, tree)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("words", "source"), BENT.items(), ids=BENT)
def test_the_rule_sees_a_bent_example_and_says_what_to_do(words, source):
    (rule,) = [one for one in RULES if words in one.name.replace("translated by `gettext`, ", "")]
    (said,) = rule.broken_in("sello.somewhere", ast.parse(source))
    assert said.startswith("sello.somewhere:")
    assert rule.instead in said


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_who_is_allowed_is_still_there_and_still_does_it(rule):
    for name in rule.allowed:
        own = {one: tree for one, tree in modules().items() if one == name or one.startswith(name + ".")}
        assert own, f"{name} is allowed to break a rule and does not exist"
        assert any(rule.breaks(node) for tree in own.values() for node in ast.walk(tree)), (
            f"{name} does not need its exception from: {rule.name}"
        )
