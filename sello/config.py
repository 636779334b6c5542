"""Every setting, read once from the environment into a frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


def setting(env: str, default: Any, meaning: str) -> Any:
    """Declare a setting: its environment variable, its default and its meaning (Spanish, for the README)."""
    return field(default=default, metadata={"env": env, "meaning": meaning})


@dataclass(frozen=True)
class Config:
    """The settings of one instance; `from_environment` reads them, the README's table lists them."""

    secret_key: str = setting(
        "SELLO_SECRET_KEY",
        "",
        "Clave secreta para firmar sesiones y enlaces; obligatoria, 32 caracteres o más.",
    )
    secret_key_fallbacks: str = setting(
        "SELLO_SECRET_KEY_FALLBACKS",
        "",
        "Claves anteriores, separadas por comas, aceptadas mientras se rotan.",
    )
    database_url: str = setting(
        "DATABASE_URL",
        "",
        "Base de datos; vacío usa SQLite en la carpeta de datos. PostgreSQL: postgresql://…",
    )
    data_dir: str = setting("SELLO_DATA", "var", "Carpeta de datos: base SQLite y archivos temporales.")
    evidence_dir: str = setting(
        "SELLO_EVIDENCE",
        "",
        "Almacén de evidencias: una carpeta, o un bucket como s3://…; vacío usa «evidence» dentro de la "
        "carpeta de datos.",
    )
    evidence_before: str = setting(
        "SELLO_EVIDENCE_BEFORE",
        "",
        "Almacén anterior, mientras las evidencias se mudan: lo que falta en el nuevo se lee de él.",
    )
    evidence_keys_file: str = setting(
        "SELLO_EVIDENCE_KEYS",
        "",
        "Archivo con las llaves que cifran los archivos guardados; vacío no los cifra.",
    )
    ledger_key_file: str = setting(
        "SELLO_LEDGER_KEY",
        "",
        "Archivo con la clave que firma el historial; vacío usa «ledger.key» dentro de la carpeta de datos.",
    )
    checkpoints_dir: str = setting(
        "SELLO_CHECKPOINTS",
        "",
        "Carpeta donde se dejan los puntos de control firmados del historial, mejor en otro disco; vacío usa "
        "«checkpoints» dentro de la carpeta de datos.",
    )
    witnesses_file: str = setting(
        "SELLO_WITNESSES",
        "",
        "Archivo con los testigos a quienes se pide firmar el historial: en cada línea, clave y dirección; "
        "vacío, ninguno.",
    )
    witnessed_file: str = setting(
        "SELLO_WITNESSED",
        "",
        "Archivo con las claves de los historiales ajenos de los que esta instancia es testigo, una por "
        "línea; vacío, ninguno.",
    )
    base_url: str = setting(
        "SELLO_BASE_URL", "http://127.0.0.1:8000", "Dirección pública, usada en los enlaces de los correos."
    )
    host: str = setting("SELLO_HOST", "127.0.0.1", "Dirección en que escucha el servidor web.")
    port: int = setting("SELLO_PORT", 8000, "Puerto del servidor web.")
    workers: int = setting("SELLO_WORKERS", 2, "Procesos del servidor web.")
    threads: int = setting("SELLO_THREADS", 8, "Hilos por proceso del servidor web.")
    proxies: int = setting(
        "SELLO_PROXIES", 0, "Número de proxys de confianza delante; 0 no cree en cabeceras reenviadas."
    )
    zone: str = setting(
        "SELLO_ZONE",
        "America/Santiago",
        "Zona horaria con que nace la institución; después vale la guardada con ella.",
    )
    language: str = setting(
        "SELLO_LANGUAGE", "es", "Idioma de las pantallas; otro que «es» necesita su traducción compilada."
    )
    upload_limit_mb: int = setting(
        "SELLO_UPLOAD_LIMIT_MB", 2048, "Tamaño máximo de un archivo de evidencia, en MB."
    )
    upload_types: str = setting(
        "SELLO_UPLOAD_TYPES", "", "Tipos aceptados, separados por comas; vacío acepta todos los conocidos."
    )
    examine_seconds: int = setting(
        "SELLO_EXAMINE_SECONDS",
        5,
        "Segundos que una subida espera por el examen del archivo; lo que tarda más, o todo con 0, queda "
        "para el trabajo «examine».",
    )
    clamav: str = setting(
        "SELLO_CLAMAV",
        "",
        "Antivirus ClamAV: ruta de su socket o servidor:puerto; vacío no revisa, y las páginas lo dicen.",
    )
    clamav_down: str = setting(
        "SELLO_CLAMAV_DOWN",
        "hold",
        "Qué pasa con un archivo que el antivirus no alcanzó a revisar: hold lo retiene, pass lo deja abrir.",
    )
    smtp_host: str = setting(
        "SELLO_SMTP_HOST", "", "Servidor de correo; vacío deja los correos en la bandeja de salida."
    )
    smtp_port: int = setting("SELLO_SMTP_PORT", 587, "Puerto del servidor de correo.")
    smtp_user: str = setting("SELLO_SMTP_USER", "", "Usuario del servidor de correo.")
    smtp_password: str = setting("SELLO_SMTP_PASSWORD", "", "Contraseña del servidor de correo.")
    smtp_security: str = setting(
        "SELLO_SMTP_SECURITY", "starttls", "Cifrado del correo: starttls, ssl o none."
    )
    mail_from: str = setting("SELLO_MAIL_FROM", "sello@localhost", "Remitente de los correos.")
    imap_host: str = setting(
        "SELLO_IMAP_HOST", "", "Servidor IMAP del buzón de respuestas; vacío no recibe correos."
    )
    imap_port: int = setting("SELLO_IMAP_PORT", 993, "Puerto del servidor IMAP.")
    imap_security: str = setting(
        "SELLO_IMAP_SECURITY", "ssl", "Cifrado hacia el servidor IMAP: ssl, starttls o none."
    )
    imap_user: str = setting("SELLO_IMAP_USER", "", "Usuario del buzón de respuestas.")
    imap_password_file: str = setting(
        "SELLO_IMAP_PASSWORD_FILE", "", "Archivo con la contraseña del buzón; con OAuth 2 no se usa."
    )
    imap_folder: str = setting("SELLO_IMAP_FOLDER", "INBOX", "Carpeta del buzón a la que llegan respuestas.")
    imap_done: str = setting(
        "SELLO_IMAP_DONE", "Sello", "Carpeta del buzón a la que pasa lo que ya se recibió; se crea si falta."
    )
    imap_oauth_url: str = setting(
        "SELLO_IMAP_OAUTH_URL",
        "",
        "Dirección que entrega permisos OAuth 2 (Microsoft 365); vacío usa la contraseña.",
    )
    imap_oauth_client: str = setting(
        "SELLO_IMAP_OAUTH_CLIENT", "", "Identificador de la aplicación registrada para OAuth 2."
    )
    imap_oauth_secret_file: str = setting(
        "SELLO_IMAP_OAUTH_SECRET_FILE", "", "Archivo con el secreto de esa aplicación."
    )
    imap_oauth_scope: str = setting(
        "SELLO_IMAP_OAUTH_SCOPE",
        "https://outlook.office365.com/.default",
        "Lo que se pide con OAuth 2.",
    )
    imap_oauth_refresh_file: str = setting(
        "SELLO_IMAP_OAUTH_REFRESH_FILE",
        "",
        "Archivo con un permiso renovable (refresh token); vacío entra como aplicación.",
    )
    reply_to: str = setting(
        "SELLO_REPLY_TO", "", "Dirección del buzón de respuestas; vacío usa la del remitente."
    )
    reply_trust: str = setting(
        "SELLO_REPLY_TRUST",
        "",
        "Quién comprobó al remitente de una respuesta: el nombre con que el servidor firma "
        "Authentication-Results, microsoft365, o none si rechaza remitentes falsos sin anotarlo; vacío deja "
        "toda respuesta en cuarentena.",
    )
    session_hours: int = setting("SELLO_SESSION_HOURS", 12, "Horas que dura una sesión sin actividad.")
    link_hours: int = setting(
        "SELLO_LINK_HOURS",
        72,
        "Horas de validez de una invitación; el enlace para restablecer la contraseña dura 2.",
    )
    password_cost: str = setting(
        "SELLO_PASSWORD_COST", "normal", "Costo de las contraseñas: normal, o low solo para pruebas."
    )
    closed_days: str = setting(
        "SELLO_CLOSED_DAYS", "", "Días inhábiles adicionales (aaaa-mm-dd), separados por comas."
    )
    demo: bool = setting(
        "SELLO_DEMO",
        False,
        "Modo de demostración: muestra las cuentas de prueba; solo responde en esta máquina.",
    )
    testing: bool = False

    @property
    def database(self) -> str:
        """The database's address, with the embedded SQLite file as the default."""
        if self.database_url:
            return self.database_url.replace("postgres://", "postgresql://", 1)
        return f"sqlite:///{Path(self.data_dir).resolve() / 'sello.sqlite3'}"

    @property
    def evidence(self) -> Path:
        """The folder of the evidence store: where files wait, and are kept if they are in no bucket."""
        return self.working_folder(self.evidence_dir)

    @property
    def evidence_keys(self) -> Path | None:
        """The file of the keys that seal what is kept; None where nothing is sealed."""
        return Path(self.evidence_keys_file).resolve() if self.evidence_keys_file else None

    def working_folder(self, address: str) -> Path:
        """The folder in which files wait whose store has this address; for a bucket, the one of the data."""
        if address and not address.startswith("s3://"):
            return Path(address).resolve()
        return Path(self.data_dir).resolve() / "evidence"

    @property
    def ledger_key(self) -> Path:
        """The file of the key that signs the trail."""
        return Path(self.ledger_key_file or Path(self.data_dir) / "ledger.key").resolve()

    @property
    def witness_key(self) -> Path:
        """The file of the key with which this instance signs as a witness; beside the other."""
        return self.ledger_key.with_name("witness.key")

    @property
    def witnesses(self) -> Path:
        """The list of whom it asks for their signature, where there is one."""
        return Path(self.witnesses_file).resolve()

    @property
    def witnessed(self) -> Path:
        """The list of whose heads it signs, where there is one."""
        return Path(self.witnessed_file).resolve()

    @property
    def checkpoints(self) -> Path:
        """The folder of the signed heads of the trail."""
        return Path(self.checkpoints_dir or Path(self.data_dir) / "checkpoints").resolve()

    @property
    def upload_limit(self) -> int:
        """The largest accepted file, in bytes."""
        return self.upload_limit_mb * 1024 * 1024


TRUE_WORDS = frozenset({"1", "true", "yes", "on", "si", "sí"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


def from_environment(environ: Mapping[str, str]) -> Config:
    """Read the settings; a value that is not of its kind is an error that names its variable."""
    values: dict[str, Any] = {}
    for each in fields(Config):
        env = each.metadata.get("env")
        if env is None or env not in environ:
            continue
        values[each.name] = _read(env, environ[env], each.default)
    return Config(**values)


def _read(env: str, raw: str, default: object) -> object:
    if isinstance(default, bool):
        word = raw.strip().lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise ValueError(f"{env}: se esperaba sí o no y se recibió {raw!r}")
        return word in TRUE_WORDS
    if isinstance(default, int):
        try:
            return int(raw)
        except ValueError:
            raise ValueError(f"{env}: se esperaba un número entero y se recibió {raw!r}") from None
    return raw
