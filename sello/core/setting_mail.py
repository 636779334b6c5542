"""What may be wrong with the settings of mail; each function answers None or what it saw."""

import re
from email.utils import getaddresses
from ipaddress import ip_address

from sello.config import Config
from sello.core.labels import N_

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
    host = config.smtp_host
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
