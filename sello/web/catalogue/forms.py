"""Forms of the catalogue: the file that was handed over, and how a matrix is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp

from sello.catalogue import editions
from sello.catalogue.domain.texts import Provenance
from sello.catalogue.exchange.columns import Column
from sello.catalogue.exchange.reading import Choice
from sello.catalogue.queries.changes import ComparisonPage
from sello.catalogue.queries.imports import ColumnRow, ImportPage
from sello.web.fields import WholeField, labels, nothing, offered, row_id
from sello.web.paging import paged
from sello.web.picking import PickField


class UploadForm(FlaskForm):
    """The file of an edition or of a matrix."""

    document = FileField(
        _l("Archivo"),
        [FileRequired(_l("Elija un archivo."))],
        description=_l("La matriz que recibió su institución, en XLSX, ODS, CSV o YAML; hasta 4 MB."),
    )


class ChoiceForm(FlaskForm):
    """What a matrix does not say of itself, and where its table begins."""

    code = StringField(
        _l("Código de la edición"),
        [
            InputRequired(_l("Escriba un código.")),
            Length(max=60),
            Regexp(r"^[0-9A-Za-z][0-9A-Za-z._-]*$", message=_l("Use letras sin tilde, números y guiones.")),
        ],
    )
    version = StringField(_l("Versión"), [InputRequired(_l("Escriba la versión.")), Length(max=40)])
    title = StringField(_l("Nombre"), [InputRequired(_l("Escriba el nombre.")), Length(max=300)])
    provenance = SelectField(_l("Origen de los textos"), [InputRequired()])
    base = SelectField(_l("Escala y niveles, como en"), [InputRequired()])
    sheet = SelectField(_l("Hoja"), [InputRequired()], coerce=row_id)
    saves = HiddenField(default="0")
    header = WholeField(
        _l("Fila de los títulos"),
        [InputRequired(_l("Diga en qué fila están.")), NumberRange(min=1, max=20000)],
    )

    def compared(self) -> list[str]:
        """The fields in which two readings may differ."""
        said = ["code", "version", "title", "provenance", "base", "sheet", "header"]
        return said + [field.name for _, field in self.column_fields()]

    def column_fields(self) -> list[tuple[int, Any]]:
        """The choosers of the columns, by number of column."""
        return [
            (int(field.name.removeprefix("column_")), field)
            for field in self
            if field.name.startswith("column_")
        ]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Refuse that two columns hold the same."""
        valid = bool(super().validate(extra_validators))
        taken: set[str] = set()
        for _, field in self.column_fields():
            if field.data and field.data in taken:
                text = gettext("Otra columna ya tiene «%(name)s».", name=gettext(Column(field.data).label))
                field.errors = [*field.errors, text]
                valid = False
            taken.add(field.data)
        return valid

    def choice(self) -> Choice:
        """What was chosen."""
        columns = {index: Column(field.data) for index, field in self.column_fields() if field.data}
        return Choice(
            code=self.code.data or "",
            version=self.version.data or "",
            title=self.title.data or "",
            base=self.base.data,
            sheet=self.sheet.data,
            header=(self.header.data or 1) - 1,
            columns=columns,
            provenance=Provenance(self.provenance.data),
        )


def choice_form(page: ImportPage, **values: Any) -> ChoiceForm:
    """The form of a waiting matrix, with a chooser for each of its columns.

    As it was sent or, with ``formdata`` None, as it is saved.
    """
    fields = {f"column_{row.index}": _chooser(row) for row in page.columns}
    form: ChoiceForm = type("MatrixForm", (ChoiceForm,), fields)(data=_current(page), **values)
    form.provenance.choices = labels(Provenance)
    form.base.choices = offered((name, editions.edition(name).text().title) for name in editions.shipped())
    form.sheet.choices = offered(
        (number, sheet.name or _l("única")) for number, sheet in enumerate(page.sheets)
    )
    return form


def _chooser(row: ColumnRow) -> SelectField:
    title = row.header or _l("sin título")
    return SelectField(
        _l("Columna %(letters)s: %(title)s", letters=row.letters, title=title),
        choices=[nothing(_l("no se usa")), *labels(Column)],
    )


def _current(page: ImportPage) -> dict[str, Any]:
    choice = page.choice
    return {
        "code": choice.code,
        "version": choice.version,
        "title": choice.title,
        "base": choice.base,
        "sheet": choice.sheet,
        "header": choice.header + 1,
        "saves": str(page.row.version),
        "provenance": choice.provenance.value,
        **{f"column_{index}": column.value for index, column in choice.columns.items()},
    }


UNMATCHED, AT_ONCE = "sin-par", 25
"""Under which name the address says which page of those requirements is shown, and how many it has."""

BY_CODE = "*"
"""What a chooser says when nothing is said by hand."""


class MappingForm(FlaskForm):
    """How the requirements of two editions correspond, where somebody says it by hand."""

    beside: Mapping[str, str] = {}
    """What is said of those requirements that another page of the form has."""

    version = HiddenField(default="0")
    part = PickField(
        _l("Separar un requerimiento que conserva su código y ya no trata de lo mismo"),
        description=_l("Quedará sin correspondencia hasta que elija otra."),
    )

    def compared(self) -> list[str]:
        """The fields in which two mappings may differ."""
        return [*(field.name for field in self if field.name.startswith("pair_")), "part"]

    def pairs(self) -> dict[str, str]:
        """What was said: earlier code → later code, empty for none."""
        said = {
            field.name.removeprefix("pair_"): field.data
            for field in self
            if field.name.startswith("pair_") and field.data != BY_CODE
        }
        return {**self.beside, **said} | ({self.part.data: ""} if self.part.data else {})


def _beside(by_hand: Mapping[str, str], fields: Mapping[str, object]) -> dict[str, str]:
    return {code: to for code, to in by_hand.items() if f"pair_{code}" not in fields}


def mapping_form(page: ComparisonPage, **values: Any) -> MappingForm:
    """The form of a comparison, with a chooser for each earlier requirement that its code does not place.

    As it was sent or, with ``formdata`` None, as it is saved.
    """
    shown = paged(page.unmatched, UNMATCHED, AT_ONCE).rows
    targets = [(part.code, f"{part.code} {part.text().title}") for part in page.free]
    fields = {
        f"pair_{part.code}": PickField(
            f"{part.code} {part.text().title}",
            choices=offered([(BY_CODE, _l("según su código")), ("", _l("sin correspondencia")), *targets]),
        )
        for part in shown
    }
    said = {f"pair_{part.code}": page.by_hand.get(part.code, BY_CODE) for part in shown}
    said["version"] = str(page.version)
    form: MappingForm = type("PairsForm", (MappingForm,), fields)(data=said, **values)
    form.beside = _beside(page.by_hand, fields)
    kept = [pair for pair in page.diff.pairs if pair.before and pair.after]
    form.part.choices = [
        nothing(_l("ninguno")),
        *offered(
            (pair.before.code, f"{pair.before.code} {pair.before.text().title}")
            for pair in kept
            if pair.before
        ),
    ]
    return form
