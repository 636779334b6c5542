"""A receipt in words: what the page, the paper and the mail say alike."""

from __future__ import annotations

from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.reports.document.values import Column, Cover, Document, Group, LevelMark, Section, Table, text
from sello.reports.document.wording import Translate, business_days, day, days, long_day
from sello.tasks.queries.receipts import ReceiptFacts, ReceivedFile

OF_TODAY = N_(
    "Este recibo es de una versión anterior de Sello: los nombres, los títulos y el plazo son los de hoy."
)


def next_steps(receipt: ReceiptFacts, _: Translate = str) -> tuple[str, ...]:
    """What happens now, who does it and until when; of what cannot be known nothing is said."""
    said = [_("Ahora lo revisa la Secretaría Ejecutiva. Usted no tiene que hacer nada más por ahora.")]
    if receipt.usual_days is not None:
        said.append(
            _("Suele tardar %(days)s: lo habitual es una respuesta hasta el %(day)s.")
            % {"days": business_days(receipt.usual_days, _), "day": day(receipt.expected_on)}
        )
    said.append(_("Si falta algo, se lo devolverá con una observación y solo tendrá que corregir eso."))
    return tuple(said)


def promptness(receipt: ReceiptFacts, _: Translate = str) -> str:
    """How the day of the delivery stands beside the one that was asked for; nothing where none was."""
    if receipt.due_on is None:
        return ""
    if receipt.in_time:
        return _("Dentro del plazo, que vence el %(day)s.") % {"day": day(receipt.due_on)}
    late = days((receipt.day - receipt.due_on).days, _)
    return _("El plazo vencía el %(day)s; se entregó %(late)s después.") % {
        "day": day(receipt.due_on),
        "late": late,
    }


def document(receipt: ReceiptFacts, at: Moment, _: Translate = str) -> Document:
    """Put a receipt in words; `at` tells the clocks of its institution."""
    title = _("Recibo de entrega N° %(number)s") % {"number": receipt.number}
    cover = Cover(
        institution=receipt.institution,
        title=title,
        subtitle=receipt.task or "",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    sections = (
        Section("entrega", title, "receipt", _received(receipt, at, _), (_files(receipt, _),)),
        Section("sigue", _("Qué sigue"), "prose", next_steps(receipt, _), ()),
        Section("comprobar", _("Cómo comprobarlo"), "prose", _check(_), ()),
    )
    return Document(cover=cover, cards=(), sections=sections)


def _received(receipt: ReceiptFacts, at: Moment, _: Translate) -> tuple[str, ...]:
    local = at.local(receipt.at)
    values = {
        "institution": receipt.institution,
        "day": long_day(receipt.day, _),
        "time": f"{local:%H:%M}",
        "person": receipt.person or _("una persona"),
        "unit": receipt.unit,
    }
    said = [
        _("%(institution)s recibió el %(day)s a las %(time)s, de %(person)s (%(unit)s), lo que sigue.")
        % values,
    ]
    if receipt.task:
        asked = _("Se pedía: %(task)s.") % {"task": receipt.task.rstrip(".")}
        said.append(f"{asked} {promptness(receipt, _)}")
    if receipt.of_today:
        said.append(_(OF_TODAY))
    return tuple(said)


def _files(receipt: ReceiptFacts, _: Translate) -> Table:
    return Table(
        caption=_("Archivos recibidos"),
        columns=(Column(_("Documento y huella SHA-256"), 6), Column(_("Tamaño"), 1, number=True)),
        groups=(
            Group(
                None,
                tuple(
                    (text(each.title, *_of_file(each, receipt, _)), text(filesize(each.size)))
                    for each in receipt.files
                ),
            ),
        ),
        empty=_("Ningún archivo."),
    )


def _of_file(file: ReceivedFile, receipt: ReceiptFacts, _: Translate) -> tuple[str, ...]:
    version = _("versión %(number)s") % {"number": file.version} if file.version > 1 else ""
    there = _("el archivo ya estaba recibido") if file.uploaded_at < receipt.at else ""
    named = ", ".join(part for part in (file.filename, version, there) if part)
    return (named, file.sha256)


def _check(_: Translate) -> tuple[str, ...]:
    return (
        _(
            "La huella identifica el contenido de cada archivo: si cambia un solo byte, cambia la huella. "
            "Para compararla: en Windows «certutil -hashfile archivo SHA256», en Linux «sha256sum archivo», "
            "en Mac «shasum -a 256 archivo»."
        ),
    )
