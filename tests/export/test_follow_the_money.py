"""Entities are checked with the model's own library where it is installed: CI installs it, a bare machine lacks ICU."""

import warnings
from typing import Any

import pytest

from mahdar.export import Report, Selected
from mahdar.export.follow_the_money import _SCHEMAS
from mahdar.model.record import ActorKind
from tests.export.cases import archived, corpus, key_of
from tests.export.conftest import Write, json_lines

Entities = dict[str, dict[str, Any]]


@pytest.fixture
def entities(everything: Report) -> Entities:
    lines = json_lines(everything.folder / "entities.ftm.json")
    found = {line["id"]: line for line in lines}
    assert len(found) == len(lines)
    return found


def entity(item: str) -> str:
    return "mahdar-" + key_of(item).replace(".", "-")


def properties(entities: Entities, identifier: str) -> dict[str, list[str]]:
    return entities[identifier]["properties"]


@pytest.mark.filterwarnings("ignore")
def test_the_models_own_library_takes_every_entity_as_it_is(entities: Entities) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = pytest.importorskip("followthemoney")
    schemas = set()
    for line in entities.values():
        entity = library.model.get_proxy(line, cleaned=False)
        entity.schema.validate(entity.to_dict())
        schemas.add(entity.schema.name)
        for prop, value in entity.itervalues():
            assert prop.type.validate(value), (line["id"], prop.name, value)
            if prop.type is library.registry.entity:
                target = library.model.get(entities[value]["schema"])
                assert target.is_a(prop.range), (line["id"], prop.name, value)
        # Cleaning changes nothing: names of properties, dates, countries and languages are the model's.
        clean = library.model.get_proxy(line).to_dict()["properties"]
        assert {k: sorted(v) for k, v in clean.items()} == {k: sorted(v) for k, v in line["properties"].items()}
    assert schemas == {
        "Article", "Person", "PublicBody", "Organization", "LegalEntity", "Address", "Event", "UnknownLink", "Note",
    }  # fmt: skip


def test_every_reference_leads_to_an_entity(entities: Entities) -> None:
    for line in entities.values():
        for name in ("proof", "subject", "object", "involved", "addressEntity", "entity"):
            for identifier in line["properties"].get(name, ()):
                assert identifier in entities


def test_an_event_and_its_roles(entities: Entities) -> None:
    strike = properties(entities, entity("e1"))
    assert strike["date"] == ["2018-05-06"]
    assert strike["proof"] == ["mahdar-aaaa0000aaaa0000"]
    assert strike["country"] == ["sy"]
    assert strike["addressEntity"] == ["mahdar-place-geonames-111"]
    first, second = (properties(entities, f"{entity('e1')}-claimed-by-{n}") for n in (1, 2))
    assert (first["subject"], first["role"]) == (["Q123456"], ["claimed by 1"])
    assert (second["subject"], second["role"]) == (["mahdar-mahdar-ministry"], ["claimed by 2"])


def test_what_did_not_happen_says_so(entities: Entities) -> None:
    planned = properties(entities, entity("e2"))
    assert planned["name"][0].startswith("(planned) ")
    assert "status:planned" in planned["keywords"]
    assert (planned["startDate"], planned["endDate"]) == (["2018-06-11"], ["2018-06-20"])
    assert properties(entities, f"{entity('e3')}-actor-1")["status"] == ["denied"]


def test_dates_keep_their_precision(entities: Entities) -> None:
    assert properties(entities, entity("e3"))["date"] == ["2018-05"]
    assert properties(entities, entity("e8"))["date"] == ["2018"]
    since = properties(entities, entity("e7"))
    assert since["startDate"] == ["2014"]
    assert not {"endDate", "date"} & set(since)
    assert "date" not in properties(entities, entity("e9"))


def test_only_exact_places_have_coordinates(entities: Entities) -> None:
    assert properties(entities, "mahdar-place-geonames-111")["latitude"] == ["35.5"]
    area = properties(entities, "mahdar-place-geonames-222-countryside-north")
    assert "latitude" not in area
    assert area["remarks"] == ["town; countryside, north; radius 20.0 km"]


def test_known_actors_stand_once_and_unknown_ones_in_their_article(entities: Entities) -> None:
    names = [line["id"] for line in entities.values() if "Samer al-Haddad" in line["properties"].get("name", ())]
    assert names == ["mahdar-mahdar-samer"]
    assert properties(entities, "mahdar-mahdar-samer")["position"] == ["foreign minister, SYR"]
    fourth = key_of("a4").partition(".")[2]
    assert {f"mahdar-aaaa0000aaaa0000-actor-{fourth}", f"mahdar-cccc0000cccc0000-actor-{fourth}"} <= set(entities)
    assert properties(entities, f"mahdar-aaaa0000aaaa0000-actor-{fourth}")["proof"] == ["mahdar-aaaa0000aaaa0000"]


def test_a_statement_is_a_note_on_its_speaker(entities: Entities) -> None:
    note = properties(entities, entity("s1"))
    assert note["description"] == ["=لن نتراجع"]
    assert note["entity"] == ["mahdar-mahdar-samer"]
    assert "via Local Observatory; Ministry" in note["notes"]


def test_only_the_actors_of_what_is_selected_go_out(write: Write) -> None:
    folder = write("ftm", selection=[Selected(archived(), ["e3"], ())])
    people = [line["id"] for line in json_lines(folder / "entities.ftm.json")]
    assert people == ["mahdar-aaaa0000aaaa0000", entity("e3"), f"{entity('e3')}-actor-1",
                      f"{entity('e3')}-claimed-by-1", "mahdar-mahdar-samer"]  # fmt: skip


def test_shared_entities_do_not_depend_on_the_order_of_articles(write: Write) -> None:
    def shared(folder: str, *, back: bool) -> list[dict[str, Any]]:
        order = reversed(corpus()) if back else corpus()
        lines = json_lines(
            write("ftm", selection=[Selected(one) for one in order], folder=folder) / "entities.ftm.json"
        )
        return [line for line in lines if "0000" not in line["id"]]

    assert shared("forth", back=False) == shared("back", back=True)


def test_every_kind_of_actor_has_a_schema() -> None:
    assert set(_SCHEMAS) == set(ActorKind.__args__)
