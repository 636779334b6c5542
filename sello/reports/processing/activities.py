"""What this program does with data of persons: the rows of the register that the law asks for.

Ley 19.628 as amended by Ley 21.719, in force on 1 December 2026, asks whoever is responsible for
a record of it. What stands here is what the program does, word for word; the town adds what it does
beside it."""

from __future__ import annotations

from dataclasses import dataclass

from sello.core.labels import N_


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing: what for, of whom and what, who comes to it, and until when it is kept."""

    name: str
    purpose: str
    persons: str
    data: str
    readers: str
    kept: str


BASIS = N_(
    "Base de licitud: el ejercicio de las funciones legales de la municipalidad como órgano público; no se "
    "apoya en el consentimiento."
)
OUTSIDE = N_(
    "No se envía a terceros ni fuera del país por el programa: los correos salen por el servidor que la "
    "municipalidad configuró, y las copias de respaldo quedan donde ella las guarda."
)
ACTIVITIES: tuple[Activity, ...] = (
    Activity(
        N_("Evidencia del Sello"),
        N_("Acreditar ante la evaluación lo que se hizo por la igualdad de género."),
        N_("Quienes aparecen en los documentos que las unidades entregan."),
        N_("Lo que el documento diga; puede haber datos sensibles. No se piden fichas de personas."),
        N_(
            "Pública y reservada: la unidad, la Secretaría, la autoridad y, si se libera, la auditoría. "
            "Secreta o sensible: quien la entregó, su jefatura y la Secretaría; al resto solo se le acredita."
        ),
        N_(
            "Según el plazo de su clase, en la página Conservación; después se elimina con un acta de dos "
            "personas. El programa no la elimina por su cuenta."
        ),
    ),
    Activity(
        N_("Texto de los documentos y búsqueda de datos personales"),
        N_("Encontrar documentos y advertir qué datos personales tienen a la vista."),
        N_("Quienes aparecen en los documentos que las unidades entregan."),
        N_("El texto de cada página; de lo hallado se guarda solo el tipo, la página y una cita tapada."),
        N_("Quien puede abrir el documento."),
        N_("Hasta que ninguna evidencia nombre el archivo; entonces se olvida."),
    ),
    Activity(
        N_("Cuentas del personal"),
        N_("Dar acceso según el rol y la unidad."),
        N_("Funcionarias y funcionarios, autoridad y auditoría externa."),
        N_("Nombre, cargo, unidad y correo; la contraseña, cifrada sin vuelta. No se pide el RUN."),
        N_("La Secretaría y la autoridad."),
        N_(
            "Las sesiones y enlaces terminados se olvidan a los 90 días; la cuenta se cierra, y si la "
            "persona lo pide se borran sus datos y queda un número."
        ),
    ),
    Activity(
        N_("Historial y registro de accesos"),
        N_("Probar quién hizo, leyó o descargó qué, y con qué motivo abrió lo restringido."),
        N_("Quienes tienen cuenta."),
        N_("Persona, acto, hora y número de lo que se tocó; el motivo, con las palabras de quien abrió."),
        N_("La Secretaría."),
        N_("Sin término: es un árbol firmado y nadie puede quitar una hoja."),
    ),
    Activity(
        N_("Avisos por correo"),
        N_("Decir a cada persona lo que espera por ella."),
        N_("Quienes tienen cuenta."),
        N_("Su correo y el título de lo que se avisa; de lo secreto no se dice el título."),
        N_("Quien lo recibe, y la Secretaría en la bandeja de correos."),
        N_("En la bandeja de salida, como prueba de que se avisó."),
    ),
    Activity(
        N_("Indicadores de iniciativas"),
        N_("Medir a cuántas personas alcanza cada iniciativa."),
        N_("Nadie en particular: son totales."),
        N_("Cifras por período y corte; las pequeñas se ocultan."),
        N_("Quien ve el registro; las cifras pequeñas, la Secretaría y las jefaturas."),
        N_("Mientras exista la iniciativa."),
    ),
)
