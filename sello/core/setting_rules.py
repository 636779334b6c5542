"""The table of what may be wrong with a setting.

A row says of which variable it speaks, looks at the settings alone (no network, no database) and answers
None or what it saw.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from sello import paths
from sello.config import Config
from sello.core import setting_mail, setting_places, setting_scanner
from sello.core.days import parse_days
from sello.core.labels import N_
from sello.core.moment import is_zone
from sello.core.setting_mail import LOOPBACK

LONG_ENOUGH = 32
"""Characters of a secret key: what 24 random bytes give when written down."""

VARIED_ENOUGH = 12
"""Different characters that a random key of that length has, with room to spare; a typed word has not."""

DRIVEN = frozenset({"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"})
"""The schemes of a database's address whose driver comes with the product."""


_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    env: str
    look: Callable[[Config], str | None]
    remedy: str
    is_grave: bool = True


def weak(key: str) -> str | None:
    """Why a key could be guessed; None when it could not."""
    if re.match(r"\$[({]|`|(python3?|openssl|head|cat)\s", key):
        return N_("es la orden que haría una clave, no la clave")
    if len(key) < LONG_ENOUGH:
        return N_("tiene menos de 32 caracteres") if key else N_("falta")
    if len(set(key)) < VARIED_ENOUGH:
        return N_("es fácil de adivinar: repite pocos caracteres")
    return None


def _fallbacks(config: Config) -> str | None:
    keys = [key.strip() for key in config.secret_key_fallbacks.split(",") if key.strip()]
    return next((N_("una clave anterior %(why)s") % {"why": why} for key in keys if (why := weak(key))), None)


def _database(config: Config) -> str | None:
    scheme, _, rest = config.database.partition("://")
    kind = scheme.partition("+")[0]
    if kind not in ("sqlite", "postgresql"):
        return N_("«%(kind)s» no es una base que sello use") % {"kind": kind or config.database_url}
    try:
        make_url(config.database)
    except (ValueError, ArgumentError):  # the words of the error would show the password
        return N_("no se puede leer: los signos de la contraseña se escriben como %40")
    if scheme not in DRIVEN:
        return N_("«%(scheme)s» pide un conector que no se instala") % {"scheme": scheme}
    if kind == "sqlite" and (not rest.startswith("/") or rest.strip("/") in ("", ":memory:")):
        return N_("no dice en qué archivo está la base")
    return None


def _adrift(config: Config) -> str | None:
    """Three slashes name a file by the folder in which each process was started."""
    scheme, _, file = config.database_url.partition(":///")
    is_adrift = scheme.startswith("sqlite") and file and not file.startswith("/")
    return (
        N_("«%(file)s» depende de la carpeta desde la que se parte") % {"file": file} if is_adrift else None
    )


def _zone(config: Config) -> str | None:
    return None if is_zone(config.zone) else N_("«%(zone)s» no existe") % {"zone": config.zone}


def _closed_days(config: Config) -> str | None:
    try:
        parse_days(config.closed_days)
    except ValueError:
        return N_("hay algo que no es una fecha: «%(days)s»") % {"days": config.closed_days}
    return None


def _language(config: Config) -> str | None:
    compiled = paths.PACKAGE / "translations" / config.language / "LC_MESSAGES" / "messages.mo"
    if config.language == "es" or (_LANGUAGE.fullmatch(config.language) and compiled.is_file()):
        return None
    return N_("no hay una traducción compilada a «%(language)s»") % {"language": config.language}


def _base_url(config: Config) -> str | None:
    url = config.base_url
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return N_("«%(url)s» no es una dirección web") % {"url": url}
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s@]", url):
        return N_("«%(url)s» no es una dirección web") % {"url": url}
    if parts.path.strip("/") or parts.query or parts.fragment:
        return N_("«%(url)s» lleva una carpeta, y los enlaces no llegarían") % {"url": url}
    return None


def _in_clear(config: Config) -> str | None:
    parts = config.base_url.partition("://")
    if parts[0] != "http" or re.split(r"[:/]", parts[2])[0] in LOOPBACK:
        return None
    return N_("%(url)s viaja sin cifrar") % {"url": config.base_url}


def _host(config: Config) -> str | None:
    known = re.fullmatch(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:]*::?[0-9A-Fa-f:.]*", config.host)
    return None if known else N_("«%(host)s» no es una dirección") % {"host": config.host}


def _cost(config: Config) -> str | None:
    known, chosen = ("normal", "low"), config.password_cost
    return None if chosen in known else N_("«%(chosen)s» no es un costo") % {"chosen": chosen}


def _cheap(config: Config) -> str | None:
    is_cheap = config.password_cost != Config.password_cost and not config.testing
    return N_("las contraseñas se guardan con el costo de las pruebas") if is_cheap else None


def _everywhere(config: Config) -> str | None:
    if config.host in LOOPBACK:
        return None
    return N_("escucha en %(host)s, sin el servidor HTTPS de delante") % {"host": config.host}


def _believed(config: Config) -> str | None:
    is_here = re.split(r"[:/]", config.base_url.partition("://")[2])[0] in LOOPBACK
    if not config.proxies or not is_here or setting_mail.links_nowhere(config):
        return None
    return N_("es %(proxies)s y la dirección pública es de esta máquina: se creería a cualquiera") % {
        "proxies": config.proxies
    }


def _old_key_in_use(config: Config) -> str | None:
    keys = [key.strip() for key in config.secret_key_fallbacks.split(",")]
    return N_("repite la clave de ahora") if config.secret_key and config.secret_key in keys else None


def _unproxied(config: Config) -> str | None:
    is_lost = config.base_url.startswith("https://") and not config.proxies
    return N_("es 0 aunque la dirección pública es https://") if is_lost else None


def _demo(config: Config) -> str | None:
    host = config.base_url.partition("://")[2]
    is_public = re.split(r"[:/]", host)[0] not in LOOPBACK or config.host not in LOOPBACK
    return N_("muestra las cuentas de prueba a todo el mundo") if config.demo and is_public else None


def _between(env: str, name: str, low: int, high: int) -> Rule:
    """A number has to lie between two others, both allowed."""

    def look(config: Config) -> str | None:
        value = getattr(config, name)
        return None if low <= value <= high else N_("%(value)s no sirve") % {"value": value}

    return Rule(
        env, look, N_("Indique un número de %(low)s a %(high)s.") % {"low": f"{low}", "high": f"{high}"}
    )


NEW_KEY = N_("Genere una con: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'")

WHOLE_PATH = N_("Escriba la ruta completa, por ejemplo /var/lib/sello.")

STORE = N_(
    "Escriba una ruta completa, como /var/lib/sello/evidence, o un bucket: "
    "s3://bucket/prefijo?endpoint=https://servicio&keys=/etc/sello-keys/s3.keys"
)

CIPHERED = N_("Use un endpoint con https://.")

KEYS = N_("Escriba una ruta completa fuera del almacén, como /etc/sello-keys/evidence.keys.")

TABLE: tuple[Rule, ...] = (
    Rule("SELLO_SECRET_KEY_FALLBACKS", _fallbacks, N_("Quítela: con ella se podría entrar sin contraseña.")),
    Rule("SELLO_DATA", setting_places.data, WHOLE_PATH),
    Rule("SELLO_EVIDENCE", setting_places.evidence, STORE),
    Rule("SELLO_EVIDENCE_BEFORE", setting_places.evidence_before, STORE),
    Rule("SELLO_EVIDENCE_KEYS", setting_places.evidence_keys, KEYS),
    Rule("SELLO_LEDGER_KEY", setting_places.ledger_key, WHOLE_PATH),
    Rule("SELLO_CHECKPOINTS", setting_places.checkpoints, WHOLE_PATH),
    Rule("SELLO_WITNESSES", setting_places.witnesses, WHOLE_PATH),
    Rule("SELLO_WITNESSED", setting_places.witnessed, WHOLE_PATH),
    Rule("DATABASE_URL", _database, N_("Use postgresql://… o sqlite:///archivo, o quítela.")),
    Rule("SELLO_HOST", _host, N_("Use 127.0.0.1, sin esquema ni puerto; el puerto va en SELLO_PORT.")),
    Rule(
        "SELLO_SMTP_HOST",
        setting_mail.smtp_host,
        N_("Escriba solo el nombre, como correo.municipalidad.cl; el puerto va en SELLO_SMTP_PORT."),
    ),
    Rule("SELLO_ZONE", _zone, N_("Use un nombre como America/Santiago o America/Punta_Arenas.")),
    Rule("SELLO_LANGUAGE", _language, N_("Use es.")),
    Rule("SELLO_CLOSED_DAYS", _closed_days, N_("Escriba fechas como 2027-11-21, separadas por comas.")),
    Rule(
        "SELLO_BASE_URL",
        _base_url,
        N_("Indique esquema y nombre, sin carpeta: https://sello.municipalidad.cl."),
    ),
    Rule(
        "SELLO_MAIL_FROM",
        setting_mail.sender,
        N_('Escriba Nombre <avisos@municipalidad.cl>; con comas en el nombre, "Nombre, área" <…>.'),
    ),
    Rule("SELLO_SMTP_SECURITY", setting_mail.security, N_("Use starttls, ssl o none.")),
    Rule(
        "SELLO_IMAP_HOST",
        setting_mail.imap_host,
        N_("Escriba solo el nombre, como outlook.office365.com; el puerto va en SELLO_IMAP_PORT."),
    ),
    Rule("SELLO_IMAP_SECURITY", setting_mail.imap_security, N_("Use ssl, starttls o none.")),
    Rule("SELLO_IMAP_OAUTH_URL", setting_mail.oauth_url, N_("Escriba la dirección completa, con https://.")),
    Rule("SELLO_REPLY_TO", setting_mail.reply_address, N_("Escriba una sola: respuestas@municipalidad.cl.")),
    Rule("SELLO_PASSWORD_COST", _cost, N_("Use normal.")),
    Rule("SELLO_DEMO", _demo, N_("Quítela: una instancia propia no es la demostración.")),
    Rule(
        "SELLO_CLAMAV",
        setting_scanner.address,
        N_("Escriba /run/clamav/clamd.ctl, o un servidor con su puerto, como 127.0.0.1:3310."),
    ),
    Rule("SELLO_CLAMAV_DOWN", setting_scanner.when_down, N_("Use hold o pass.")),
    _between("SELLO_EXAMINE_SECONDS", "examine_seconds", 0, 60),
    _between("SELLO_PORT", "port", 1, 65535),
    _between("SELLO_SMTP_PORT", "smtp_port", 1, 65535),
    _between("SELLO_IMAP_PORT", "imap_port", 1, 65535),
    _between("SELLO_WORKERS", "workers", 1, 64),
    _between("SELLO_THREADS", "threads", 1, 256),
    _between("SELLO_PROXIES", "proxies", 0, 10),
    _between("SELLO_UPLOAD_LIMIT_MB", "upload_limit_mb", 1, 1_000_000),
    _between("SELLO_SESSION_HOURS", "session_hours", 1, 336),
    _between("SELLO_LINK_HOURS", "link_hours", 1, 720),
    Rule(
        "SELLO_BASE_URL",
        _in_clear,
        N_("Ponga delante un servidor con HTTPS e indique la dirección https://."),
        is_grave=False,
    ),
    Rule("SELLO_PASSWORD_COST", _cheap, N_("Quítela."), is_grave=False),
    Rule("SELLO_HOST", _everywhere, N_("Use 127.0.0.1, salvo dentro de un contenedor."), is_grave=False),
    Rule(
        "SELLO_PROXIES",
        _unproxied,
        N_("Indique cuántos servidores hay delante, normalmente 1: si no, todas las personas parecen una."),
        is_grave=False,
    ),
    Rule(
        "DATABASE_URL",
        _adrift,
        N_("Escriba la ruta completa, con cuatro barras: sqlite:////var/lib/sello/sello.sqlite3."),
        is_grave=False,
    ),
    Rule(
        "SELLO_MAIL_FROM",
        setting_mail.sender_nowhere,
        N_("Indique una casilla del municipio: otros servidores rechazan esta."),
        is_grave=False,
    ),
    Rule(
        "SELLO_BASE_URL",
        setting_mail.links_nowhere,
        N_("Indique la dirección que abren las personas: https://sello.municipalidad.cl."),
        is_grave=False,
    ),
    Rule("SELLO_DATA", setting_places.data_adrift, WHOLE_PATH, is_grave=False),
    Rule("SELLO_EVIDENCE", setting_places.evidence_adrift, WHOLE_PATH, is_grave=False),
    Rule("SELLO_EVIDENCE", setting_places.in_the_clear, CIPHERED, is_grave=False),
    Rule("SELLO_EVIDENCE_KEYS", setting_places.evidence_keys_adrift, KEYS, is_grave=False),
    Rule("SELLO_LEDGER_KEY", setting_places.ledger_key_adrift, WHOLE_PATH, is_grave=False),
    Rule("SELLO_WITNESSES", setting_places.witnesses_adrift, WHOLE_PATH, is_grave=False),
    Rule("SELLO_WITNESSED", setting_places.witnessed_adrift, WHOLE_PATH, is_grave=False),
    Rule("SELLO_CHECKPOINTS", setting_places.checkpoints_adrift, WHOLE_PATH, is_grave=False),
    Rule("SELLO_EVIDENCE", setting_places.mixed, N_("Quítela, o indique otra carpeta."), is_grave=False),
    Rule(
        "SELLO_PROXIES",
        _believed,
        N_("Quítela, o indique en SELLO_BASE_URL la dirección pública."),
        is_grave=False,
    ),
    Rule("SELLO_SECRET_KEY_FALLBACKS", _old_key_in_use, N_("Deje solo las anteriores."), is_grave=False),
    Rule("SELLO_SMTP_PASSWORD", setting_mail.half_a_login, N_("Indique las dos, o ninguna."), is_grave=False),
    Rule("SELLO_SMTP_SECURITY", setting_mail.password_in_clear, N_("Use starttls o ssl."), is_grave=False),
    Rule("SELLO_IMAP_SECURITY", setting_mail.imap_in_clear, N_("Use ssl o starttls."), is_grave=False),
    Rule(
        "SELLO_IMAP_USER",
        setting_mail.imap_nobody,
        N_("Indique el usuario, y SELLO_IMAP_PASSWORD_FILE o SELLO_IMAP_OAUTH_URL."),
        is_grave=False,
    ),
    Rule(
        "SELLO_REPLY_TRUST",
        setting_mail.trusts_nobody,
        N_("Indique el nombre con que su servidor firma Authentication-Results, o microsoft365."),
        is_grave=False,
    ),
)
