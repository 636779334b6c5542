"""The filters of the register as the URL bears them; what makes no sense is left out, never an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from sello.core.ordering import Order, read_order
from sello.register.domain import InitiativeKind, Validity
from sello.register.queries.lists import RegisterFilter
from sello.register.queries.orders import COLUMNS, USUAL
from sello.tasks.queries.options import UnitOption, meant_by
from sello.web.request_values import read_id


@dataclass(frozen=True)
class FilterArgs:
    """What the URL asks for, as it is written back into links and fields."""

    text: str = ""
    kind: InitiativeKind | None = None
    validity: Validity | None = None
    unit_id: int | None = None
    requirement_id: int | None = None
    page: int = 1
    order: Order = USUAL

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole register was asked for."""
        return replace(self, page=1, order=USUAL) != FilterArgs()

    def query(self, **changes: object) -> str:
        """The URL's query for these filters with some changed; what is not asked for is left out."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # names of its own fields
        pairs = {
            "q": asked.text,
            "tipo": asked.kind.value if asked.kind else "",
            "vigencia": asked.validity.value if asked.validity else "",
            "unidad": asked.unit_id,
            "requerimiento": asked.requirement_id,
            "orden": "" if asked.order == USUAL else asked.order,
            "pagina": "" if asked.page <= 1 else asked.page,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def read(args: Mapping[str, str]) -> FilterArgs:
    """What a URL asks for."""
    kind, state = args.get("tipo", ""), args.get("vigencia", "")
    return FilterArgs(
        text=args.get("q", "").strip()[:100],
        kind=InitiativeKind(kind) if kind in set(InitiativeKind) else None,
        validity=Validity(state) if state in set(Validity) else None,
        unit_id=read_id(args.get("unidad")),
        requirement_id=read_id(args.get("requerimiento")),
        page=read_id(args.get("pagina")) or 1,
        order=read_order(args.get("orden"), COLUMNS, USUAL),
    )


def chosen(asked: FilterArgs, units: Sequence[UnitOption]) -> RegisterFilter:
    """The filter that the URL means."""
    return RegisterFilter(
        kind=asked.kind,
        unit_ids=meant_by(units, asked.unit_id),
        requirement_id=asked.requirement_id,
        validity=asked.validity,
        text=asked.text,
    )
