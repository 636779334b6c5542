"""What the form library says of a field, in our words: its own Spanish is partial, and partly untrue.

All forms ask the request for these words (see `request_values.CleanRequest`), so no form has to.
"""

from typing import Final

from flask_babel import gettext

from sello.core.labels import N_

_CHOOSE = N_("Elija una opción de la lista.")
_AGAIN = N_("El formulario llegó sin su sello de seguridad o este venció. Envíelo otra vez.")
_FIXED = N_("Este campo no se puede cambiar.")
_AT_LEAST = N_("Use al menos %(min)d caracteres.")
_AT_MOST = N_("Use a lo más %(max)d caracteres.")
_EXACTLY = N_("Use exactamente %(max)d caracteres.")

_LOOK = N_("Revise lo que escribió.")

WORDS: Final = {
    "This field is required.": N_("Este campo es obligatorio."),
    "Not a valid choice.": _CHOOSE,
    "Choices cannot be None.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": N_("«%(value)s» no está en la lista."),
    "'%(value)s' are not valid choices for this field.": N_("%(value)s no están en la lista."),
    "Invalid CSRF Token.": _AGAIN,
    "CSRF failed.": _AGAIN,
    "CSRF token expired.": _AGAIN,
    "CSRF token missing.": _AGAIN,
    "Not a valid date value.": N_("Escriba la fecha como dd-mm-aaaa, por ejemplo 05-03-2026."),
    "Not a valid datetime value.": N_("Escriba la fecha y la hora, por ejemplo 05-03-2026 09:30."),
    "Not a valid time value.": N_("Escriba la hora con dos puntos, por ejemplo 09:30."),
    "Not a valid week value.": N_("Elija una semana del calendario."),
    "Not a valid decimal value.": N_("Escriba un número, por ejemplo 12,5."),
    "Not a valid float value.": N_("Escriba un número, por ejemplo 12,5."),
    "Not a valid integer value.": N_("Escriba un número entero, sin letras ni signos."),
    "Date must be at least %(min)s.": N_("Escriba una fecha desde el %(min)s."),
    "Date must be at most %(max)s.": N_("Escriba una fecha hasta el %(max)s."),
    "Date must be between %(min)s and %(max)s.": N_("Escriba una fecha entre el %(min)s y el %(max)s."),
    "Number must be at least %(min)s.": N_("Escriba un número desde %(min)s."),
    "Number must be at most %(max)s.": N_("Escriba un número hasta %(max)s."),
    "Number must be between %(min)s and %(max)s.": N_("El número debe estar entre %(min)s y %(max)s."),
    "Field must be at least %(min)d character long.": N_("Use al menos %(min)d carácter."),
    "Field must be at least %(min)d characters long.": _AT_LEAST,
    "Field cannot be longer than %(max)d character.": N_("Use a lo más %(max)d carácter."),
    "Field cannot be longer than %(max)d characters.": _AT_MOST,
    "Field must be exactly %(max)d character long.": N_("Use exactamente %(max)d carácter."),
    "Field must be exactly %(max)d characters long.": _EXACTLY,
    "Field must be between %(min)d and %(max)d characters long.": N_(
        "Use entre %(min)d y %(max)d caracteres."
    ),
    "Field must be equal to %(other_name)s.": N_("No es igual a lo escrito en «%(other_name)s»."),
    "Invalid IP address.": N_("Escriba una dirección IP."),
    "Invalid Mac address.": N_("Escriba una dirección MAC."),
    "Invalid URL.": N_("Escriba una dirección web, por ejemplo https://municipalidad.example."),
    "Invalid UUID.": N_("Escriba un identificador UUID."),
    "Invalid email address.": N_("Escriba un correo, por ejemplo nombre@municipalidad.example."),
    "Invalid field name '%s'.": N_("No hay un campo «%s»."),
    "Invalid input.": _LOOK,
    "Invalid value, can't be any of: %(values)s.": N_("No puede ser ninguno de estos valores: %(values)s."),
    "Invalid value, must be one of: %(values)s.": N_("Debe ser uno de estos valores: %(values)s."),
    "This field cannot be edited.": _FIXED,
    "This field is disabled and cannot have a value.": _FIXED,
}
"""By what the library says in English; a test holds that nothing of it is missing."""


class LibraryWords:
    """The translations that the form library looks for, from the product's own texts."""

    def ugettext(self, text: str) -> str:
        """What is said in the reader's language instead of an English text of the library."""
        return str(gettext(WORDS.get(text, _LOOK)))

    def ungettext(self, one: str, several: str, number: int) -> str:
        """The same for a text about a number of things."""
        return self.ugettext(one if number == 1 else several)
