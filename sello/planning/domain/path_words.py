"""The path to the day in sentences: what matters first, what the forecast says, what each day is called."""

from collections.abc import Callable
from datetime import date

from sello.core.dates import written
from sello.core.figures import NONE, estimate
from sello.core.labels import N_
from sello.planning.domain.path import Mark, MarkKind, Path, Rung

Translate = Callable[[str], str]
"""Gives the text of a Spanish source text in the reader's language."""

NO_LEVEL = N_("Sin nivel")
MOST_TOLD = 40
"""How many days of a picture are told one by one."""
FEW = 3
"""How many requirements a sentence names."""
CERTAIN = 0.99
"""A probability is never told as certain or impossible."""


def level_word(rung: Rung, _: Translate = str) -> str:
    """What a step of the path is called."""
    return rung.name or _(NO_LEVEL)


def falls(rung: Rung, _: Translate = str) -> str:
    """What happens to a level that falls to this step: below the last of them there is none."""
    return _("cae a %(level)s") % {"level": level_word(rung, _)} if rung.mark else _("se pierde")


def first_sentence(path: Path, _: Translate = str) -> str:
    """The one sentence that matters first: the next fall, else what stands on the day that counts."""
    fall = next((mark for mark in path.ahead if mark.step < 0), None)
    if path.evaluation is None:
        return _fall(fall, _) if fall else _without_a_day(path, _)
    if path.evaluation < path.today:
        return _fall(fall, _) if fall else _kept(path, _)
    if path.evaluation == path.today:
        return _on_the_day(path.now, _)
    if fall and fall.on <= path.evaluation:
        return _fall(fall, _)
    return _until_the_day(path, fall, _)


def _on_the_day(now: Rung, _: Translate) -> str:
    if not now.mark:
        return _("Hoy es la evaluación y no hay nivel.")
    return _("Hoy es la evaluación y el nivel es %(level)s.") % {"level": level_word(now, _)}


def _fall(mark: Mark, _: Translate) -> str:
    return _("Si nada se hace, el nivel %(falls)s el %(day)s: %(cause)s.") % {
        "falls": falls(mark.level, _),
        "day": written(mark.on),
        "cause": happening(mark, _),
    }


def _without_a_day(path: Path, _: Translate) -> str:
    sentence = _("Sin fecha de evaluación. Si nada se hace, el nivel sigue en %(level)s hasta el %(day)s.")
    if not path.level_on(path.last).mark:
        sentence = _("Sin fecha de evaluación. Si nada se hace, sigue sin nivel hasta el %(day)s.")
    elif path.level_on(path.last).mark > path.now.mark:
        sentence = _(
            "Sin fecha de evaluación. Con lo ya aceptado, el nivel sube a %(level)s antes del %(day)s."
        )
    return sentence % {"level": level_word(path.level_on(path.last), _), "day": written(path.last)}


def _kept(path: Path, _: Translate) -> str:
    """After the evaluation a Seal is kept up until its validity ends."""
    sentence = _(
        "Con lo ya aceptado, el nivel se mantiene en %(level)s hasta el %(day)s, fin de la vigencia."
    )
    if not path.now.mark:
        sentence = _("La evaluación fue el %(evaluation)s; con lo ya aceptado, hoy no hay nivel.")
    elif path.end is None or path.end < path.today:
        sentence = _("La evaluación fue el %(evaluation)s; con lo ya aceptado, el nivel hoy es %(level)s.")
    return sentence % {
        "level": level_word(path.now, _),
        "day": _day(path.end),
        "evaluation": _day(path.evaluation),
    }


def _until_the_day(path: Path, fall: Mark | None, _: Translate) -> str:
    """Nothing falls before the evaluation: it rises by itself, may rise at this pace, or stays."""
    assert path.evaluation is not None  # nobody else asks
    then, values = path.level_on(path.evaluation), {"day": written(path.evaluation)}
    values["level"] = level_word(then, _)
    if then.mark > path.now.mark:
        return _("Con lo ya aceptado, el nivel sube a %(level)s antes de la evaluación del %(day)s.") % values
    if path.outlook and path.outlook.likely.mark > then.mark:
        values["likely"] = level_word(path.outlook.likely, _)
        if not then.mark:
            return (
                _(
                    "Si nada se hace, el día de la evaluación (%(day)s) no habrá nivel; al ritmo registrado, "
                    "lo probable es %(likely)s."
                )
                % values
            )
        return (
            _(
                "Si nada se hace, el nivel sigue en %(level)s hasta la evaluación del %(day)s; "
                "al ritmo registrado, lo probable es %(likely)s."
            )
            % values
        )
    if not then.mark:
        return _("Si nada se hace, el día de la evaluación (%(day)s) no habrá nivel.") % values
    if fall:
        values |= {
            "fall": written(fall.on),
            "falls": falls(fall.level, _),
            "cause": happening(fall, _),
        }
        return (
            _(
                "El nivel llega a la evaluación del %(day)s en %(level)s; si nada se hace, "
                "%(falls)s el %(fall)s: %(cause)s."
            )
            % values
        )
    return _stays(path, values, _)


def _stays(path: Path, values: dict[str, str], _: Translate) -> str:
    lost = {code for mark in path.ahead if _before_the_day(mark, path) for code in mark.codes}
    if not lost:
        return _("Nada vence antes de la evaluación del %(day)s: el nivel sigue en %(level)s.") % values
    sentence = _(
        "El nivel sigue en %(level)s hasta la evaluación del %(day)s, aunque antes venzan "
        "%(n)s requerimientos."
    )
    if len(lost) == 1:
        sentence = _(
            "El nivel sigue en %(level)s hasta la evaluación del %(day)s, aunque antes venza 1 requerimiento."
        )
    return sentence % (values | {"n": str(len(lost))})


def _day(on: date | None) -> str:
    return NONE if on is None else written(on)


def _before_the_day(mark: Mark, path: Path) -> bool:
    return mark.kind is MarkKind.LOSS and path.evaluation is not None and mark.on <= path.evaluation


def forecast_sentence(path: Path, _: Translate = str) -> str | None:
    """What the pace on record makes of the evaluation's day; None where nothing can be said."""
    if path.outlook is None:
        return None
    each = "; ".join(f"{level_word(rung, _)}, {odds(chance, _)}" for rung, chance in path.outlook.chances)
    return _("Al ritmo registrado, probabilidad de cada nivel el %(day)s: %(each)s.") % {
        "day": _day(path.evaluation),
        "each": each,
    }


def odds(probability: float, _: Translate = str) -> str:
    """A probability as a whole percentage; never told as certain or impossible."""
    if probability <= 1 - CERTAIN:
        return _("menos de 1 %")
    if probability >= CERTAIN:
        return _("más de 99 %")
    return estimate(probability)


def happening(mark: Mark, _: Translate = str) -> str:
    """What happens on a day ahead, within a sentence."""
    if mark.kind is MarkKind.GAIN:
        one, many = _("empieza a contar %(codes)s"), _("empiezan a contar %(codes)s")
    elif mark.expires:
        one, many = _("vence %(codes)s"), _("vencen %(codes)s")
    else:
        one, many = _("deja de contar %(codes)s"), _("dejan de contar %(codes)s")
    return (one if len(mark.codes) == 1 else many) % {"codes": _some(mark.codes, _)}


def _some(codes: tuple[str, ...], _: Translate) -> str:
    named = ", ".join(codes[:FEW])
    if len(codes) <= FEW:
        return named
    return _("%(codes)s y %(n)s más") % {"codes": named, "n": len(codes) - FEW}


def mark_words(mark: Mark, path: Path, _: Translate = str) -> str:
    """What a day is, in the words of the picture's table."""
    if mark.kind is MarkKind.CUT:
        return _("Corte «%(name)s»") % {"name": mark.name}
    if mark.kind is MarkKind.EVALUATION and mark.on < path.today:
        return _("Fue la evaluación externa")
    if mark.codes:
        words = happening(mark, _)
        return words[:1].upper() + words[1:]
    return _(mark.kind.label)


def told_in_words(path: Path, _: Translate = str) -> str:
    """The picture for whoever does not see it: its days, one after the other; of too many, no cuts."""
    told = path.marks
    if len(told) > MOST_TOLD:
        told = tuple(mark for mark in told if mark.kind is not MarkKind.CUT)[:MOST_TOLD]
    days = [f"{written(mark.on)}: {mark_words(mark, path, _)} ({level_word(mark.level, _)})" for mark in told]
    if len(told) < len(path.marks):
        days.append(_("los demás días están en la tabla"))
    return "; ".join(days)
