"""The limited process: run by its path, by `warden`, and never imported by the rest of the program.

It loads the library that its question needs, gives up all the rest, and only then looks at the file, its
standard input.
On processors whose numbers of system calls are not listed here it goes on with the other limits alone.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from collections.abc import Callable

MEMORY = 1 << 30
PROCESSOR = 20
FILES = 32
LOGO_POINTS = 24_000_000
"""A logo's most points: what a camera takes; drawn, it needs four bytes for each."""
LOGO_ROOM = (640, 320)
"""The most points that a logo has across and down once it was drawn anew."""
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _PERMISSION, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x50001, 0x50026
_X32 = 0x40000000
"""x86-64 has a second set of the same calls from this number on."""
_LOCKED = frozenset({4, 5})
"""PDFium's errors for a password that is asked for, and for a lock that it does not know."""
_CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, bind, listen, socketpair, clone, fork, vfork, execve, ptrace, unshare,
    # process_vm_readv and writev, bpf, execveat, io_uring_setup, clone3
    "x86_64": (0xC000003E, (41, 42, 49, 50, 53, 56, 57, 58, 59, 101, 272, 310, 311, 321, 322, 425, 435)),
    "aarch64": (0xC00000B7, (97, 117, 198, 199, 200, 201, 203, 220, 221, 270, 271, 280, 281, 425, 435)),
}
_START = {"x86_64": 59, "aarch64": 221}
"""`execve`: becoming another program."""
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_FIRST_ARGUMENT = 16
_OWN_THREAD = 0x10000
"""What the flags of `clone` say of a thread, which shares memory and limits with whoever starts it."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def confine(*, threads: bool = False, program: bool = False) -> None:
    """Give up memory, time, files, and every call that starts a program or reaches another machine.

    `threads` lets it start threads of its own, for a library that does nothing without; `program` lets it
    become another program, which is then held to all the rest.
    """
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if platform.machine() in _CALLS:
        machine, calls = _CALLS[platform.machine()]
        left = tuple(call for call in calls if not (program and call == _START[platform.machine()]))
        _forbid(libc, machine, left, threads=_threads() if threads else [])


def _threads() -> list[tuple[int, int, int, int]]:
    """A thread is begun and nothing else; the newer call hides its flags, so that it is not there."""
    return [
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _UNKNOWN),
        (_EQUAL, 0, 4, _CLONE[platform.machine()]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_HAS, 0, 1, _OWN_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION),
    ]


def _forbid(
    libc: ctypes.CDLL, machine: int, calls: tuple[int, ...], threads: list[tuple[int, int, int, int]]
) -> None:
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        *threads,
        (_AT_LEAST, len(calls) + 1, 0, _X32),
        *((_EQUAL, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", step[0], *step[1:]) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def open_pdf() -> Callable[[], str]:
    """Whether PDFium opens the file and its first page: opens, locked or broken."""
    import pypdfium2

    def look() -> str:
        try:
            document = pypdfium2.PdfDocument(os.fdopen(0, "rb", closefd=False))
            document[0]
        except pypdfium2.PdfiumError as error:
            return "locked" if getattr(error, "err_code", None) in _LOCKED else "broken"
        except IndexError:
            return "broken"
        return "opens"

    return look


def repair_pdf() -> Callable[[], str]:
    """Whether qpdf finds pages in a file that does not hold together: repairable, locked or broken."""
    import pikepdf

    def look() -> str:
        stream = os.fdopen(0, "rb", closefd=False)
        try:
            with pikepdf.open(stream, access_mode=pikepdf.AccessMode.stream) as document:
                return "repairable" if len(document.pages) else "broken"
        except pikepdf.PasswordError:
            return "locked"
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return "broken"

    return look


def draw_logo() -> Callable[[], str]:
    """A picture drawn anew, small and with nothing but its points: its PNG in base64, large or broken."""
    import base64
    import io

    from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin  # both loaded before all is given up

    Image.MAX_IMAGE_PIXELS = LOGO_POINTS
    formats = (PngImagePlugin.PngImageFile.format, JpegImagePlugin.JpegImageFile.format)

    def look() -> str:
        try:
            picture = Image.open(os.fdopen(0, "rb", closefd=False), formats=formats)
            if picture.width * picture.height > LOGO_POINTS:
                return "large"
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
        except Image.DecompressionBombError:
            return "large"
        except Exception:
            return "broken"
        drawn.thumbnail(LOGO_ROOM)
        plain = Image.new("RGBA", drawn.size)
        plain.paste(drawn)
        out = io.BytesIO()
        plain.save(out, "PNG", optimize=True)
        return base64.b64encode(out.getvalue()).decode("ascii")

    return look


QUESTIONS = {"open_pdf": open_pdf, "repair_pdf": repair_pdf, "draw_logo": draw_logo}


def become(program: str, *said: str) -> None:
    """Turn into another program of this machine, with all given up and nothing of our environment."""
    confine(threads=True, program=True)
    os.execve(program, [program, *said], {"OMP_THREAD_LIMIT": "1"})  # noqa: S606 - a program that the warden found


if __name__ == "__main__" and sys.argv[1] == "become":
    become(*sys.argv[2:])
elif __name__ == "__main__":
    answer = QUESTIONS[sys.argv[1]]()
    confine()
    sys.stdout.write(answer())
    sys.stdout.flush()
    os._exit(0)
