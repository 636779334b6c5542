"""What a request hands on to everything it causes."""

from contextvars import ContextVar

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request (or job run) at work; it travels into logs, audit events and mails."""
