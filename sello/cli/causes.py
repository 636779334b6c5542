"""Why the system does not open or write what a command names, in the operator's language."""

import errno
import os

CAUSES = {
    errno.ENAMETOOLONG: "es un nombre demasiado largo",
    errno.ENOENT: "no existe, o está en una carpeta que no existe",
    errno.ENOTDIR: "pasa por un archivo como si fuera una carpeta",
    errno.EISDIR: "es una carpeta",
    errno.ELOOP: "es un enlace que lleva a sí mismo",
    errno.EACCES: "no se puede abrir con esta cuenta",
    errno.EPERM: "no se puede abrir con esta cuenta",
    errno.EROFS: "está en un disco de solo lectura",
    errno.ENOSPC: "no cabe: no queda espacio en el disco",
    errno.EDQUOT: "no cabe: se acabó el espacio de esta cuenta",
}
"""By the number of a system call's error."""


def cause_of(error: OSError) -> str:
    """What the system says of a file, in Spanish where it is one of the usual things."""
    return CAUSES.get(error.errno or 0) or os.strerror(error.errno or 0)
