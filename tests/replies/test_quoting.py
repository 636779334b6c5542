"""What of an answer is new, as the programs that people use write it in Spanish."""

from __future__ import annotations

import pytest

from sello.replies.domain.quoting import written

OUTLOOK = """Adjunto el decreto.

Saludos,
Ana

________________________________
De: Sello <avisos@comuna.example>
Enviado: lunes, 23 de noviembre de 2026 10:05
Para: Ana <ana@comuna.example>
Asunto: Recordatorio: Enviar el decreto

Hola, Ana:
Esta tarea está a su cargo.
"""
OUTLOOK_DESKTOP = """Adjunto el decreto.

Saludos,
Ana

De: Sello <avisos@comuna.example>
Enviado el: lunes, 23 de noviembre de 2026 10:05
Para: Ana
Asunto: Recordatorio

Hola, Ana:
"""
GMAIL = """Adjunto el decreto.

Saludos,
Ana

El lun, 23 nov 2026 a las 10:05, Sello (<avisos@comuna.example>)
escribió:

> Hola, Ana:
> Esta tarea está a su cargo.
>
"""
IPHONE = """Adjunto el decreto.

Saludos,
Ana

Enviado desde mi iPhone

> El 23-11-2026, a la(s) 10:05, Sello <avisos@comuna.example> escribió:
>
> Hola, Ana:
"""
ANDROID = """Adjunto el decreto.

Saludos,
Ana

Enviado desde mi Samsung Galaxy

-------- Mensaje original --------
De: Sello <avisos@comuna.example>
Fecha: 23/11/26 10:05
Asunto: Recordatorio

Hola, Ana:
"""
THUNDERBIRD = """Adjunto el decreto.

Saludos,
Ana

El 23/11/26 a las 10:05, Sello escribió:
>\x20Hola,\x20Ana:
--\x20
Ana,\x20Personas
"""
MOBILE = """Adjunto el decreto.

Saludos,
Ana

Obtener Outlook para Android
________________________________
From: Sello <avisos@comuna.example>
Sent: Monday, November 23, 2026 10:05:00 AM
To: Ana
"""


@pytest.mark.parametrize("mail", [OUTLOOK, OUTLOOK_DESKTOP, GMAIL, IPHONE, ANDROID, THUNDERBIRD, MOBILE])
def test_only_what_was_written_now_stays(mail: str) -> None:
    assert written(mail) == "Adjunto el decreto.\n\nSaludos,\nAna"
    assert written(mail.replace("\n", "\r\n")) == "Adjunto el decreto.\n\nSaludos,\nAna"


def test_answers_between_quoted_lines_stay() -> None:
    mail = "El lun, 23 nov 2026, Sello escribió:\n> ¿Qué número?\nEl 120.\n> ¿Y la fecha?\nEl 3 de marzo.\n"
    assert written(mail) == "El 120.\nEl 3 de marzo."


@pytest.mark.parametrize(
    "mail",
    [
        "De: la Dirección, para su conocimiento.\nVa el acta.",
        "El alcalde me lo pidió.\nVa el acta: es la que se escribió ayer.",
        "Enviado está desde ayer.\nVa el acta.",
        "Total ____ de 12\nVa el acta.",
    ],
)
def test_what_only_looks_like_it_stays(mail: str) -> None:
    assert written(mail) == mail


@pytest.mark.parametrize("mail", ["", "\n\n", "> a\n> b", "El lun, 23 nov 2026, Sello escribió:\n\n> a"])
def test_nothing_of_ones_own_is_nothing(mail: str) -> None:
    assert written(mail) == ""
