"""What may be wrong with the settings of mail; each function answers None or what it saw."""

import re
from email.utils import getaddresses
from ipaddress import ip_address

from sello.config import Config
from sello.core.labels import N_
from sello.core.mail.oauth import is_protected

_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\.?")

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""The names and addresses of the machine itself."""


def sender(config: Config) -> str | None:
    """A sender that is not one address."""
    found = getaddresses([config.mail_from])
    user, _, domain = found[0][1].rpartition("@") if len(found) == 1 else ("", "", "")
    if user and domain and not re.search(r"\s", user + domain):
        return None
    return N_("«%(sender)s» no es un remitente") % {"sender": config.mail_from}


def sender_nowhere(config: Config) -> str | None:
    """An address that exists on this machine only."""
    domains = {address.rpartition("@")[2] for _, address in getaddresses([config.mail_from])}
    if not config.smtp_host or not domains & (LOOPBACK | {"localhost.localdomain"}):
        return None
    return N_("«%(sender)s» no es una dirección de internet") % {"sender": config.mail_from}


def links_nowhere(config: Config) -> str | None:
    """Mails that leave with links that lead nowhere."""
    is_here = re.split(r"[:/]", config.base_url.partition("://")[2])[0] in LOOPBACK
    if config.smtp_host and config.smtp_host not in LOOPBACK and is_here:
        return N_("los enlaces de los correos llevan a %(url)s, que solo existe aquí") % {
            "url": config.base_url
        }
    return None


def smtp_host(config: Config) -> str | None:
    """What is no name of a server."""
    return _no_server(config.smtp_host)


def imap_host(config: Config) -> str | None:
    """What is no name of a server."""
    return _no_server(config.imap_host)


def _no_server(host: str) -> str | None:
    if not host or _NAME.fullmatch(host) or (host.count(":") > 1 and _is_address(host)):
        return None
    return N_("«%(host)s» no es el nombre de un servidor") % {"host": host}


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def half_a_login(config: Config) -> str | None:
    """A user without a password, or the reverse."""
    if config.smtp_user and not config.smtp_password:
        return N_("falta, y hay un SELLO_SMTP_USER")
    return N_("está, y falta SELLO_SMTP_USER") if config.smtp_password and not config.smtp_user else None


def password_in_clear(config: Config) -> str | None:
    """A password that anybody on the way may read."""
    is_far = config.smtp_host and config.smtp_host not in LOOPBACK
    if is_far and config.smtp_password and config.smtp_security.lower() == "none":
        return N_("la contraseña del correo viaja sin cifrar")
    return None


def security(config: Config) -> str | None:
    """A protection that does not exist."""
    known = ("starttls", "ssl", "none")
    chosen = config.smtp_security
    return None if chosen.lower() in known else N_("«%(chosen)s» no es un cifrado") % {"chosen": chosen}


def imap_security(config: Config) -> str | None:
    """A protection that does not exist."""
    known = ("starttls", "ssl", "none")
    chosen = config.imap_security
    return None if chosen.lower() in known else N_("«%(chosen)s» no es un cifrado") % {"chosen": chosen}


def imap_in_clear(config: Config) -> str | None:
    """Mails, and what opens the mailbox, that anybody on the way may read."""
    is_far = config.imap_host and config.imap_host not in LOOPBACK
    return N_("el buzón se lee sin cifrar") if is_far and config.imap_security.lower() == "none" else None


def imap_nobody(config: Config) -> str | None:
    """A mailbox that nobody enters."""
    enters = config.imap_password_file or config.imap_oauth_url
    if not config.imap_host or (config.imap_user and enters):
        return None
    return N_("hay un SELLO_IMAP_HOST y falta con qué entrar")


def oauth_url(config: Config) -> str | None:
    """An address to which a secret would travel in clear."""
    if not config.imap_oauth_url or is_protected(config.imap_oauth_url):
        return None
    return N_("«%(url)s» no es una dirección https") % {"url": config.imap_oauth_url}


def reply_address(config: Config) -> str | None:
    """What is no address to answer to."""
    found = getaddresses([config.reply_to])
    user, _, domain = found[0][1].rpartition("@") if len(found) == 1 else ("", "", "")
    if not config.reply_to or (user and domain and not re.search(r"\s", user + domain)):
        return None
    return N_("«%(address)s» no es una dirección") % {"address": config.reply_to}


def trusts_nobody(config: Config) -> str | None:
    """A mailbox of which every answer is held, since nobody says whom to believe."""
    if not config.imap_host or config.reply_trust:
        return None
    return N_("está vacía, y toda respuesta queda en cuarentena")
