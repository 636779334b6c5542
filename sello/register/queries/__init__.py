"""Every read of the register: the list, an initiative's page, and what the other features ask."""

from sello.register.queries.lists import (
    FeedingInitiative,
    InitiativeRef,
    RegisterFilter,
    RegisterPage,
    for_requirement,
    for_task,
    page,
)
from sello.register.queries.rows import InitiativeRow
from sello.register.queries.sheets import (
    InitiativeSheet,
    evidence_of,
    evidence_to_link,
    former_names,
    history,
    sheet,
    tasks_of,
)

__all__ = [
    "FeedingInitiative",
    "InitiativeRef",
    "InitiativeRow",
    "InitiativeSheet",
    "RegisterFilter",
    "RegisterPage",
    "evidence_of",
    "evidence_to_link",
    "for_requirement",
    "for_task",
    "former_names",
    "history",
    "page",
    "sheet",
    "tasks_of",
]
