"""Cuts on screen: made, shown, compared."""

from sello.cycles.queries import cuts as cut_queries
from tests.web.cycles.conftest import ClientFor, Ground, follow


def url(ground: Ground) -> str:
    return f"/ciclos/{ground.cycle.id}/cortes"


def make(
    ground: Ground, client_for: ClientFor, name: str = "Línea base", as_of: str = "2026-11-23"
) -> object:
    client = client_for(ground.town.people.secretary)
    data = {"name": name, "as_of": as_of, "is_baseline": "y"}
    return follow(client, client.post(url(ground), data=data))


def test_a_cut_is_made_and_shown(ground: Ground, client_for: ClientFor) -> None:
    answer = make(ground, client_for)
    assert "ya no cambia" in answer.text
    (row,) = cut_queries.cuts(ground.cycle.id).rows
    page = client_for(ground.town.people.secretary).get(f"{url(ground)}/{row.id}").text
    assert "solo declarado, sin validar" in page
    assert "Personas" in page
    assert "línea base" in client_for(ground.town.people.head).get(url(ground)).text


def test_refused_cuts_keep_what_was_typed(ground: Ground, client_for: ClientFor) -> None:
    make(ground, client_for)
    client = client_for(ground.town.people.secretary)
    for data, message in (
        ({"name": "Línea base", "as_of": "2026-11-23"}, "Ya existe un corte llamado «Línea base»"),
        ({"name": "Mañana", "as_of": "2026-11-24"}, "no puede tener una fecha futura"),
        ({"name": "", "as_of": "2026-11-23"}, "Escriba un nombre para el corte."),
        ({"name": "Sin fecha", "as_of": ""}, "Elija la fecha del corte."),
    ):
        answer = client.post(url(ground), data=data)
        assert answer.status_code == 422
        assert message in answer.text
    assert len(cut_queries.cuts(ground.cycle.id).rows) == 1


def test_the_cuts_lead_to_their_comparison_with_today(ground: Ground, client_for: ClientFor) -> None:
    make(ground, client_for)
    (row,) = cut_queries.cuts(ground.cycle.id).rows
    client = client_for(ground.town.people.secretary)
    address = f"/comparar?de=corte-{row.id}&amp;a=ciclo-{ground.cycle.id}"
    for page in (url(ground), f"{url(ground)}/{row.id}", f"/ciclos/{ground.cycle.id}"):
        assert address in client.get(page).text
    assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_without_cuts_there_is_no_comparison_to_lead_to(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    page = client.get(url(ground)).text
    assert "Todavía no hay cortes" in page
    assert "/comparar" not in page
    assert client.get(f"{url(ground)}/999").status_code == 404


def test_a_unit_head_sees_only_her_requirements_in_a_cut(ground: Ground, client_for: ClientFor) -> None:
    make(ground, client_for)
    (row,) = cut_queries.cuts(ground.cycle.id).rows
    page = client_for(ground.town.people.other_head).get(f"{url(ground)}/{row.id}").text
    assert ">1.1.2<" in page
    assert ">1.1.1<" not in page
