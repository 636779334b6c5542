"""The addresses that mails lead to; written without a request, so a test holds them against the routes."""

TASK = "/tareas/{id}"
HAND_IN = "/tareas/{id}/entregar"
"""Straight to what her task asks for; whoever has nothing to bring is led on to its conversation."""
HOME = "/"
QUEUE = "/mi-cola"
REVIEW = "/tareas?turno=secretaria"
EVIDENCE = "/evidencia/{id}"
REQUIREMENT = "/requerimientos/{id}?ciclo={cycle}"
AUTHORITY = "/informes/autoridad"
DECISION = "/informes/autoridad/{key}/{deed}"
ANSWER = "/responder/{token}"
LEAVE = "/mis-avisos/sin-entrar/{token}"
PREFERENCES = "/mis-avisos"


def absolute(base_url: str, path: str, **values: object) -> str:
    """Make an address of this instance that works from a mail."""
    return base_url.rstrip("/") + path.format(**values)
