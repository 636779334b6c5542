"""The order that the address of a list asks for."""

from collections.abc import Collection

from flask import request

from sello.core.ordering import Order, read_order

NAME = "orden"


def asked_order(columns: Collection[str], usual: Order) -> Order:
    """The order of the address, or the usual one."""
    return read_order(request.args.get(NAME), columns, usual)


def written(order: Order, usual: Order) -> str | None:
    """How an address says it; the usual order is not said."""
    return None if order == usual else str(order)
