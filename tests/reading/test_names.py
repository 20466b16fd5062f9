"""The tagger of names: its field against brute force, its features, and names in sentences of our own."""

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.errors import KnowledgeError
from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from mahdar.reading.actors import find_actors
from mahdar.reading.document import Document, make_document
from mahdar.reading.names import NameMention, find_names, load_name_model
from mahdar.reading.names import finding as name_finding
from mahdar.reading.names.crf import Chain
from mahdar.reading.names.features import first_features, gap_name, second_reading
from mahdar.reading.names.finding import make_items, spans_of
from mahdar.reading.names.weights import SCALE, Weights
from mahdar.reading.names.words import NameWords, build_name_words

LABELS = ["O", "B-PER", "I-PER"]
WEIGHT = st.floats(-4, 4, allow_nan=False).map(lambda value: round(value, 2))


@pytest.fixture(scope="module")
def words() -> NameWords:
    return load_knowledge().derive(build_name_words)


def document_of(text: str) -> Document:
    return make_document(Article(id="case", title=None, text=text, sha256="0" * 64))


def names_in(text: str) -> list[NameMention]:
    return find_names(document_of(text), load_knowledge(), load_name_model())


def weigh(transitions: list[list[float]], scores: list[list[float]], path: tuple[int, ...]) -> float:
    """The weight of one labelling, straight from the definition."""
    total = sum(scores[at][label] for at, label in enumerate(path))
    return total + sum(transitions[a][b] for a, b in pairwise(path))


@given(
    st.lists(st.lists(WEIGHT, min_size=3, max_size=3), min_size=3, max_size=3),
    st.lists(st.lists(WEIGHT, min_size=3, max_size=3), min_size=1, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_the_field_agrees_with_brute_force(transitions: list[list[float]], scores: list[list[float]]) -> None:
    field = Chain(LABELS, transitions, lag=99, rare=99)
    paths = list(product(range(3), repeat=len(scores)))
    weights = [weigh(transitions, scores, path) for path in paths]
    labels = field.label(scores)
    path = tuple(map(LABELS.index, labels))
    assert weigh(transitions, scores, path) == pytest.approx(max(weights))
    for first, last, _ in spans_of(labels):
        wanted = path[first : last + 1]
        right = sum(
            exp(weight)
            for way, weight in zip(paths, weights, strict=True)
            if way[first : last + 1] == wanted and (last + 1 == len(way) or way[last + 1] != 2)
        )
        expected = right / sum(map(exp, weights))
        assert field.certainty(scores, labels, first, last) == pytest.approx(expected)


@given(st.lists(st.tuples(st.booleans(), WEIGHT, WEIGHT), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_labels_left_out_change_nothing(rows: list[tuple[bool, float, float]]) -> None:
    """A label that lags by more than transitions can weigh is left out; the best labels stay the best."""
    transitions = [[0.5, 0.2, -3.0], [0.1, -1.0, 1.5], [0.3, -0.5, 1.0]]
    scores = [[30.0 if settled else 0.0, a, b] for settled, a, b in rows]
    field = Chain(LABELS, transitions)
    best = max(product(range(3), repeat=len(scores)), key=lambda path: weigh(transitions, scores, path))
    path = tuple(map(LABELS.index, field.label(scores)))
    assert weigh(transitions, scores, path) == pytest.approx(weigh(transitions, scores, best))


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["O", "B-PER", "I-PER", "O"], [(1, 2, "PER")]),
        (["B-LOC", "B-LOC"], [(0, 0, "LOC"), (1, 1, "LOC")]),
        (["I-ORG", "I-ORG"], [(0, 1, "ORG")]),  # a name may lack its beginning
        (["B-PER", "I-ORG"], [(0, 0, "PER"), (1, 1, "ORG")]),
        (["B-PER", "O", "I-PER"], [(0, 0, "PER"), (2, 2, "PER")]),
    ],
)
def test_spans(labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert spans_of(labels) == spans


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("وبغداد", "بغداد"),
        ("للامارات", "الامارات"),
        ("ولايه", "ولايه"),  # the و belongs to the word
        ("وليد", "وليد"),
        ("بوش", "بوش"),
    ],
)
def test_proclitics_are_cut_only_where_the_rest_is_likelier(words: NameWords, form: str, bare: str) -> None:
    assert words.bare(form) == bare


def test_a_word_tells_its_lexicons_clusters_and_letters() -> None:
    table = {"دمشق": "20\t1\t2\t3\t", "لافروف": "14\t4\t5\t6\ts1"}
    words = NameWords(table, {"Lu": {"دمشق"}})
    city, person, unknown = words.of("ودمشق"), words.of("لافروف"), words.of("زقزوق")
    assert {"pro=و", "b=دمشق", "g=Lu", "cb=2", "s2=شق"} <= set(city.features("0"))
    assert (city.bare, city.cluster, city.lists) == ("دمشق", "2", "Lu")
    assert "u=s1" in person.features("0")
    assert {"f0", "cb=-1"} <= set(unknown.features("0"))
    assert words.of("2017").features("-1") == ["w=#4"]
    assert "latin" in words.of("nato").features("0")


@given(st.text(alphabet="ابتكلموسن", min_size=1, max_size=7))
def test_neighbours_see_a_part_of_what_the_word_itself_tells(words: NameWords, form: str) -> None:
    word = words.of(form)
    own = set(word.features("0"))
    assert all(set(word.features(place)) <= own for place in ("-1", "1", "-2", "2"))


def test_weights_add_up_as_the_features_say(words: NameWords) -> None:
    """The sums kept for words and kinds of words are those of the features the model was trained on."""
    items = make_items(words, [(form, " ") for form in ["قال", "وزير", "الدفاع", "زقزوق", "امس", "في", "2017"]], "، ")
    features = [first_features(items, at) for at in range(len(items))]
    names = sorted({feature for row in features for feature in row})
    table = {feature: [number % 3, 1.0 + number] for number, feature in enumerate(names)}
    expected = [[0.0] * 3 for _ in items]
    for row, total in zip(features, expected, strict=True):
        for feature in row:
            label, weight = table[feature]
            total[int(label)] += weight
    weights = Weights(3, table)
    found = [weights.rows.weights(row) for row in weights.scores(items)]
    assert found == [tuple(round(weight * SCALE) for weight in row) for row in expected]


def test_marks_between_words() -> None:
    assert [gap_name(gap) for gap in (" ", " «", "، ", '" (', " _")] == ["0", "q", "c", "bq", "x"]


def test_the_second_reading_sees_the_same_word_elsewhere(words: NameWords) -> None:
    sentences = [make_items(words, [(form, " ") for form in line.split()], ".") for line in ("قال زقزوق", "زار زقزوق")]
    told = second_reading(sentences, [["O", "B-PER"], ["O", "O"]])
    first, second = [[word.features() for word in row] for row in told]
    assert {"L=O", "De=PER", "Dm=PER", "De=PER|O"} <= set(second[1])
    assert "De=PER" not in first[1]  # elsewhere it is no name
    assert "1De=PER" in second[0]
    assert "D0" in first[0]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("وقال سمير بوتفليقة إن الطريق مقطوعة.", "سمير بوتفليقة", "PER"),
        ("وصل الوفد إلى مدينة ديترويت صباح الثلاثاء.", "ديترويت", "LOC"),
        ("أعلنت منظمة الأمم المتحدة فتح معبر.", "الأمم المتحدة", "ORG"),
        ("جرى اللقاء بين دمشق وبغداد أمس.", "بغداد", "LOC"),
    ],
)
def test_names_of_our_own_sentences(text: str, name: str, label: str) -> None:
    assert (name, label) in [(text[n.span[0] : n.span[1]][-len(name) :], n.label) for n in names_in(text)]


def test_ordinary_sentences_have_no_names() -> None:
    assert names_in("وكان الطقس باردا في الصباح، ثم هطل المطر على الحقول.") == []


def test_names_keep_to_the_text() -> None:
    text = "التقى الرئيس جون كارتر في نيروبي نظيره.\n\nثم غادر كارتر نيروبي."
    found = names_in(text)
    assert found
    for name, following in pairwise(found):
        assert name.span[1] <= following.span[0]
    assert all(0 < name.confidence <= 1 for name in found)


def test_no_text_no_names() -> None:
    assert names_in("") == []
    assert names_in("…!") == []


def test_a_missing_model_says_so(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_finding, "MODELS", tmp_path)
    load_name_model.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="names"):
            load_name_model()
    finally:
        load_name_model.cache_clear()


def persons_in(text: str, names: list[NameMention]) -> list[list[str]]:
    actors = find_actors(document_of(text), load_knowledge(), [], [], names)
    return [[text[m.span[0] : m.span[1]] for m in actor.mentions] for actor in actors if actor.kind == "person"]


@pytest.mark.parametrize(
    ("words", "confidence", "mentions"),
    [
        ("فيرغال أودونوفان", 0.5, [["فيرغال أودونوفان", "أودونوفان"]]),  # the family name alone is the same person
        ("فيرغال أودونوفان", 0.3, []),
        ("أودونوفان", 0.9, [["أودونوفان"]]),
        ("أودونوفان", 0.5, []),  # one word must be surer
        ("الحادث", 0.99, [["الحادث"]]),  # the tagger is believed where nothing else is known
        ("الأمم المتحدة", 0.99, []),  # but no more than a lexicon
    ],
)
def test_an_untitled_unknown_person_becomes_an_actor(words: str, confidence: float, mentions: list[list[str]]) -> None:
    text = "أصيب في الحادث فيرغال أودونوفان بجروح. وقال أودونوفان إن الأمم المتحدة ستحقق."
    document = document_of(text)
    start = text.rindex(words)
    first, past = document.token_range((start, start + len(words)))
    span = document.span(first, past - 1)
    assert persons_in(text, []) == []
    assert persons_in(text, [NameMention(span, first, past - 1, 0, "PER", confidence)]) == mentions


def test_other_kinds_of_names_become_no_persons() -> None:
    text = "أصيب في الحادث فيرغال أودونوفان بجروح."
    span = document_of(text).span(3, 4)
    assert persons_in(text, [NameMention(span, 3, 4, 0, "PER", 0.9)]) == [["فيرغال أودونوفان"]]
    assert persons_in(text, [NameMention(span, 3, 4, 0, "LOC", 0.9)]) == []
