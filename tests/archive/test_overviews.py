"""Views over many articles, in both databases."""

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.overviews import list_processes, load_breaches, load_control, load_process
from mahdar.knowledge import load_knowledge
from tests.archive.conftest import article, read


def add(archive: Archive, text: str, published: str) -> None:
    one = article(text, published=published)
    with archive.importing(["test"]) as import_:
        import_.add("test", one, read)


def test_views_are_found_from_the_articles_that_concern_them(archive: Archive) -> None:
    add(archive, "سيطرت قوات النظام السوري على مدينة البوكمال أمس، وفق ما ذكرت وكالة سانا.", "2017-11-20")
    add(archive, "قصفت طائرات روسية مدينة إدلب أمس، وقتل عشرة مدنيين.", "2017-11-21")
    add(
        archive,
        "اختتمت أمس في العاصمة الكازاخستانية الجولة الثامنة من محادثات أستانة حول سوريا.",
        published="2017-12-01",
    )
    knowledge = load_knowledge()
    archive.join(knowledge)
    assert [(one.id, one.articles) for one in list_processes(archive, knowledge)] == [("astana", 1)]
    assert load_process(archive, knowledge, "astana").rounds
    assert load_breaches(archive, knowledge, "syria-idlib")
    assert load_control(archive, knowledge, "geonames:174448").claims
    page = archive.incident_page(Filter(), most=1)
    rest = archive.incident_page(Filter(), most=50, cursor=page.next)
    assert (*page.incidents, *rest.incidents) == tuple(archive.incidents(Filter()))
    assert rest.next is None


def test_actors_and_places_are_listed_and_counted(archive: Archive) -> None:
    add(archive, "سيطرت قوات النظام السوري على مدينة البوكمال أمس، وفق ما ذكرت وكالة سانا.", "2017-11-20")
    first = archive.actors(most=1)
    assert archive.actors(most=50) == first + archive.actors(most=50, after=first[0].key)
    assert archive.actor(first[0].key).articles == 1
    (place,) = archive.places(name="البوكمال")
    assert archive.place_parts(place.id).events == 1
