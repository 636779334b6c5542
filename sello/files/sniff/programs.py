"""Programs and scripts, by how they begin."""

_BEGINNINGS = (
    b"MZ",  # Windows and DOS
    b"\x7fELF",  # Linux
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",  # macOS
    b"\xca\xfe\xba\xbe",  # Java class, macOS universal
    b"dex\n",  # Android
    b"\x00asm",  # WebAssembly
    b"#!",  # script with its interpreter
    b"#@~^",  # encoded VBScript
)  # fmt: skip
_VOICE = (b"#!AMR\n", b"#!AMR-WB\n")
SCRIPT_EXTENSIONS = frozenset(
    {
        "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "htm", "html", "jar", "js", "jse", "lnk",
        "mht", "mhtml", "mjs", "msi", "php", "pl", "ps1", "psm1", "py", "rb", "reg", "scr", "sh", "svg", "vb",
        "vbe", "vbs", "wsf", "wsh", "xhtml",
    }
)  # fmt: skip


def is_program(head: bytes) -> bool:
    """Whether the first bytes are those of a program or a script; a voice note begins as a script does."""
    return head.startswith(_BEGINNINGS) and not head.startswith(_VOICE)


def is_program_name(name: str) -> bool:
    """Whether a double click on a file of this name would run or render code."""
    return name.rstrip(" .").rpartition(".")[2].lower() in SCRIPT_EXTENSIONS
