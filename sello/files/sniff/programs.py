"""Programs and scripts, by how they begin."""

_BEGINNINGS = (
    b"MZ",  # Windows and DOS
    b"\x7fELF",  # Linux
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",  # macOS
    b"\xca\xfe\xba\xbe",  # Java class, macOS universal
    b"dex\n",  # Android
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"\x00asm",  # WebAssembly
    b"#!",  # script with its interpreter
    b"#@~^",  # encoded VBScript
)  # fmt: skip
SCRIPT_EXTENSIONS = frozenset(
    {
        "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "htm", "html", "jar", "js", "jse", "lnk",
        "mht", "mhtml", "mjs", "msi", "php", "pl", "ps1", "psm1", "py", "rb", "reg", "scr", "sh", "svg", "vb",
        "vbe", "vbs", "wsf", "wsh", "xhtml", "xml",
    }
)  # fmt: skip


def is_program(head: bytes) -> bool:
    """Whether the first bytes are those of a program, a script or a shortcut that starts one."""
    return head.startswith(_BEGINNINGS)


def is_program_name(name: str) -> bool:
    """Whether a double click on a file of this name would run or render code."""
    return name.rstrip(" .").rpartition(".")[2].lower() in SCRIPT_EXTENSIONS
