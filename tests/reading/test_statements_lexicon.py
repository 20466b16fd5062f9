"""The lexicons of speech: every example shows its entry, and the stage's parts read them as they should."""

import pytest

from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.tokens import Token, tokenize
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.speech import Saying, SpeakerNoun, SpeechWord
from mahdar.model import Article
from mahdar.reading.document import make_document
from mahdar.reading.statements.cues import find_cues
from mahdar.reading.statements.lexicon import SpeechLexicon, build_speech_lexicon
from mahdar.reading.statements.naming import gloss, noun_phrase
from mahdar.reading.statements.scene import Scene

KNOWLEDGE = load_knowledge()
SAYINGS = KNOWLEDGE.entries(Saying)


def lexicon() -> SpeechLexicon:
    return KNOWLEDGE.derive(build_speech_lexicon)


def tokens_of(text: str) -> tuple[Token, ...]:
    return tokenize(text, fold_with_map(text))


def scene_of(text: str) -> Scene:
    article = Article(id="x", title=None, text=text, published="2018-05-31", published_from="argument", sha256="0" * 64)
    return Scene(make_document(article), lexicon(), (), {})


def test_there_are_enough_ways_to_say_something() -> None:
    assert len(SAYINGS) >= 140
    assert sum(1 for saying in SAYINGS if saying.verb) >= 120


@pytest.mark.parametrize("entry", SAYINGS, ids=lambda entry: entry.lemma)
def test_sayings_stand_in_their_examples(entry: Saying) -> None:
    index = lexicon()
    tokens = tokens_of(entry.example)
    inflected = any(
        hit.key is entry
        for token in tokens
        for hit in (*index.sayings.lookup(token.form), *index.participles.lookup(token.form))
    )
    assert inflected or any(
        match.key is entry for at in range(len(tokens)) for match in index.particles.matches(tokens, at)
    )


@pytest.mark.parametrize("entry", KNOWLEDGE.entries(SpeechWord), ids=lambda entry: entry.role)
def test_words_around_speech_stand_in_their_examples(entry: SpeechWord) -> None:
    tokens = tokens_of(entry.example)
    index = lexicon().words
    assert any(match.key == entry.role for at in range(len(tokens)) for match in index.matches(tokens, at))


@pytest.mark.parametrize("entry", KNOWLEDGE.entries(SpeakerNoun), ids=lambda entry: f"{entry.role}-{entry.lemma}")
def test_speakers_stand_in_their_examples(entry: SpeakerNoun) -> None:
    words = {word for form in (*entry.forms, *entry.plural) for word in fold(form).split()[:1]}
    index = lexicon().speakers
    assert words
    assert any(
        token.form in words or any(hit.key is entry for hit in index.lookup(token.form))
        for token in tokens_of(entry.example)
    )


@pytest.mark.parametrize("entry", KNOWLEDGE.entries(SpeakerNoun), ids=lambda entry: f"{entry.role}-{entry.lemma}")
def test_heads_have_a_kind(entry: SpeakerNoun) -> None:
    assert (entry.kind is not None) == (entry.role in ("head", "office"))


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("قال الوزير إن الجسر آمن", ["قال"]),
        ("وأضافت مشيرة إلى أن الجسر آمن", ["أضاف", "أشار"]),
        ("أكدوا رفضهم القرار", ["أكد"]),
        ("وفقا لمصدر أمني", ["بحسب"]),
        ("على حد تعبيره", ["على حد قوله"]),
        # Not cues: negated, wished for, or other words that are spelt alike.
        ("لم يقل شيئا", []),
        ("يريد أن يؤكد موقفه", []),
        ("عبر الجسر القديم", []),
        ("عبر الوزير عن أمله", ["عبر عن"]),
        ("وبيّن الوزير", ["بيّن"]),
        ("وبين الوزير والسفير خلاف", []),
        ("نزل المؤكد إلى السوق", []),
        ("صدر الإعلان أمس", []),
    ],
)
def test_cues(text: str, lemmas: list[str]) -> None:
    scene = scene_of(text)
    assert [cue.entry.lemma for cue in find_cues(scene, 0, len(scene.tokens))] == lemmas


@pytest.mark.parametrize(
    ("text", "phrase", "english"),
    [
        ("مصدر أمني إن المهاجم فر", "مصدر أمني", "security source"),
        ("مصادر طبية محلية أن العدد ارتفع", "مصادر طبية محلية", "local medical sources"),
        ("مسؤول كبير في الوزارة إن القرار صدر", "مسؤول كبير في الوزارة", "senior official"),
        ("خبراء ومحللون أن الخطة فاشلة", "خبراء ومحللون", "experts and analysts"),
        ("سكان القرية إن الماء مقطوع", "سكان القرية", "residents"),
        ("ضابط سوري إن الطريق مفتوح", "ضابط سوري", "officer (Syria)"),
        ("أحد السكان إن الماء مقطوع", "أحد السكان", "one of the residents"),
        ("منظمة دولية إن الوقت ينفد", "منظمة", "organisation"),
    ],
)
def test_unnamed_speakers_have_english_names(text: str, phrase: str, english: str) -> None:
    scene = scene_of(text)
    end = noun_phrase(scene, 0, len(scene.tokens))
    assert end is not None
    assert text[: scene.tokens[end].end] == phrase
    assert gloss(scene, 0, end) == english
