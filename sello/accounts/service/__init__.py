"""What people may do with accounts, units and the instance itself: one function per intention."""

from sello.accounts.service.access import (
    change_password,
    check_credentials,
    end_session,
    end_sessions,
    note_change,
    open_session,
    renew_hash,
    request_reset,
    set_password_by_link,
)
from sello.accounts.service.founding import begin_instance
from sello.accounts.service.guesses import count_reset_request, count_sign_in, forgive_sign_in
from sello.accounts.service.links import Delivery, SentLink
from sello.accounts.service.people import (
    PersonData,
    close_account,
    edit_person,
    give_temporary_password,
    invite,
    invite_again,
    reopen_account,
    set_substitute,
)
from sello.accounts.service.tidying import forget_what_is_over
from sello.accounts.service.units import add_unit, change_unit, end_unit

__all__ = [
    "Delivery",
    "PersonData",
    "SentLink",
    "add_unit",
    "begin_instance",
    "change_password",
    "change_unit",
    "check_credentials",
    "close_account",
    "count_reset_request",
    "count_sign_in",
    "edit_person",
    "end_session",
    "end_sessions",
    "end_unit",
    "forget_what_is_over",
    "forgive_sign_in",
    "give_temporary_password",
    "invite",
    "invite_again",
    "note_change",
    "open_session",
    "renew_hash",
    "reopen_account",
    "request_reset",
    "set_password_by_link",
    "set_substitute",
]
