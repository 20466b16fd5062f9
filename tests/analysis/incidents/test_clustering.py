"""Clustering: what is one happening and what is not, in any order, all at once or article by article."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.analysis.incidents import IncidentIndex, explain, group_mentions
from mahdar.analysis.incidents.clustering import agglomerate
from mahdar.analysis.incidents.mentions import Address
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from tests.analysis.drafts import Told, archived
from tests.analysis.incidents.stories import NEXT_DAY, OBSERVATORY, ROUND, STORIES, STRIKE, YEMEN

KNOWLEDGE = load_knowledge()
GROUPS = group_mentions(STORIES, KNOWLEDGE)


def test_accounts_of_one_strike_are_one_incident() -> None:
    assert STRIKE in GROUPS


def test_a_round_announced_and_held_is_one_incident() -> None:
    assert ROUND in GROUPS


@pytest.mark.parametrize("other", [NEXT_DAY, YEMEN], ids=["next day, other town", "same day, other country"])
def test_another_attack_is_another_incident(other: ArchivedRecord) -> None:
    assert ((other.article_id, "e1"),) in GROUPS


def test_two_happenings_of_one_article_are_not_joined_by_way_of_others() -> None:
    links = {
        ("x", "e1"): {("y", "e1"): 0.9},
        ("x", "e2"): {("y", "e1"): 0.8},
        ("y", "e1"): {("x", "e1"): 0.9, ("x", "e2"): 0.8},
    }
    assert agglomerate(links, links, 0.3) == [(("x", "e1"), ("y", "e1")), (("x", "e2"),)]


def test_the_same_happening_told_twice_in_one_article_is_put_together_first() -> None:
    text = (
        "غارة على مطار الشعيرات\nقتل 12 عنصرا من الجيش السوري في غارة جوية استهدفت مطار الشعيرات قرب حمص.\n"
        "ووقعت الغارة الجوية على مطار الشعيرات قبل الفجر وقتل فيها 12 عنصرا من الجيش السوري."
    )
    same = {"date": "2017-04-08", "place": "مطار الشعيرات", "recipient": ("الجيش السوري",), "mode": "aerial"}
    twice = archived(
        "t1",
        text,
        (
            Told("ASSAULT", "غارة جوية", "غارة جوية استهدفت مطار الشعيرات", **same),  # type: ignore[arg-type]
            Told("ASSAULT", "الغارة الجوية", "الغارة الجوية على مطار الشعيرات", **same),  # type: ignore[arg-type]
        ),
    )
    assert group_mentions([twice], KNOWLEDGE) == ((("t1", "e1"), ("t1", "e2")),)
    assert group_mentions([twice], KNOWLEDGE, settled=True) == ((("t1", "e1"),), (("t1", "e2"),))


def test_adding_touches_only_what_it_concerns() -> None:
    index = IncidentIndex(KNOWLEDGE)
    index.add_all(STORIES[:2])
    assert index.add(YEMEN) == {(("n7", "e1"),)}
    assert index.add(STORIES[2]) == {STRIKE}


def test_removing_an_article_undoes_its_adding() -> None:
    index = IncidentIndex(KNOWLEDGE)
    index.add_all(STORIES)
    assert index.remove("n2") == {(("n1", "e1"), ("n3", "e1"))}
    assert index.groups() == group_mentions([r for r in STORIES if r.article_id != "n2"], KNOWLEDGE)


@settings(deadline=None, max_examples=30)
@given(st.permutations(STORIES), st.integers(0, len(STORIES)), st.sampled_from(STORIES))
def test_any_way_of_adding_gives_the_same(
    order: Sequence[ArchivedRecord], first: int, replaced: ArchivedRecord
) -> None:
    index = IncidentIndex(KNOWLEDGE)
    index.add_all(order[:first])
    for record in order[first:]:
        index.add(record)
    index.add(replaced)
    assert index.groups() == GROUPS


ADDRESSES: list[Address] = [(f"n{article}", f"e{event}") for article in range(5) for event in range(2)]


@given(
    st.dictionaries(st.tuples(st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES)), st.floats(0.05, 1), max_size=30),
    st.permutations(ADDRESSES),
)
def test_agglomeration_depends_on_the_links_only(
    drawn: dict[tuple[Address, Address], float], order: list[Address]
) -> None:
    links: dict[Address, dict[Address, float]] = {address: {} for address in order}
    for one, other in sorted(drawn):
        if one[0] != other[0]:
            links[one][other] = links[other][one] = drawn[one, other]
    groups = agglomerate(order, links, 0.3)
    assert groups == agglomerate(sorted(order), {a: links[a] for a in sorted(links)}, 0.3)
    assert sorted(address for group in groups for address in group) == sorted(ADDRESSES)
    for group in groups:
        assert len({article for article, _ in group}) == len(group)


def test_a_link_is_explained_in_both_languages() -> None:
    records = {record.article_id: record for record in STORIES}
    link = explain(("n1", "e1"), ("n2", "e1"), records, KNOWLEDGE)
    assert link.probability > 0.5
    place = next(reason for reason in link.reasons if reason.respect == "place")
    assert place.weight > 0
    assert "Shayrat air base" in (place.text.en or "")
    assert "مطار الشعيرات" in (place.text.ar or "")
    assert all(reason.text.ar and reason.text.en for reason in link.reasons)
    apart = explain(("n1", "e1"), ("n7", "e1"), records, KNOWLEDGE)
    assert apart.probability < 0.3
    assert next(reason for reason in apart.reasons if reason.respect == "place").weight < 0


def test_the_order_of_the_two_does_not_change_an_explanation() -> None:
    records = {record.article_id: record for record in STORIES}
    one, other = (
        explain(("n1", "e1"), ("n3", "e1"), records, KNOWLEDGE),
        explain(("n3", "e1"), ("n1", "e1"), records, KNOWLEDGE),
    )
    assert one.probability == other.probability
    assert {r.respect: r.weight for r in one.reasons} == {r.respect: r.weight for r in other.reasons}


def test_an_event_that_is_not_there_is_no_link() -> None:
    with pytest.raises(KeyError):
        explain(("n1", "e9"), ("n2", "e1"), {r.article_id: r for r in (OBSERVATORY, STORIES[1])}, KNOWLEDGE)
