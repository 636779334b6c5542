"""Mail: queue with `enqueue` in the transaction of what causes it; the scheduler's pass delivers.

`message` is the value and its bytes, `outbox` the table, `smtp` the conversation, `delivery` the pass and
what it promises, `retry` the pauses.
"""

from sello.core.mail.delivery import Tally, deliver_due, settle
from sello.core.mail.message import MailState, Message
from sello.core.mail.outbox import OutboxMail, enqueue, enqueue_all, withdraw
from sello.core.mail.render import render
from sello.core.mail.smtp import Security, SmtpSettings, smtp_settings

__all__ = [
    "MailState",
    "Message",
    "OutboxMail",
    "Security",
    "SmtpSettings",
    "Tally",
    "deliver_due",
    "enqueue",
    "enqueue_all",
    "render",
    "settle",
    "smtp_settings",
    "withdraw",
]
