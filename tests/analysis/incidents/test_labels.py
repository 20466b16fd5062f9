"""The labels of incidents: enough of them, offsets and names only, and a way from one text to another made of it."""

import json

import pytest

from training.incident_labels import LABELS, Offsets

ENTRIES = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_and_they_hold_no_text() -> None:
    mentions = [mention for entry in ENTRIES for mention in entry["mentions"]]
    assert len(mentions) >= 300
    assert LABELS.read_text(encoding="utf-8").isascii()
    for entry in ENTRIES:
        assert set(entry) == {"document", "story", "mentions"}
    for mention in mentions:
        assert set(mention) == {"cluster", "type", "spans"}
        assert all(0 <= start < end for start, end in mention["spans"])


def test_many_are_told_by_several_articles() -> None:
    told = [mention["cluster"] for entry in ENTRIES for mention in entry["mentions"]]
    assert sum(told.count(cluster) > 1 for cluster in told) >= 300


def test_words_are_found_again_after_cleaning() -> None:
    source = "عنوان\n(رويترز) - قصفت المدفعية  البلدة.\nاقرأ أيضا: خبر آخر\nوقتل ثلاثة."
    target = "عنوان\nقصفت المدفعية البلدة.\nوقتل ثلاثة."
    for words in ("قصفت", "البلدة", "وقتل"):
        start = source.index(words)
        moved = Offsets(source, target).move((start, start + len(words)))
        assert target[slice(*moved)] == words


def test_words_that_were_left_out_are_not_found() -> None:
    with pytest.raises(ValueError, match="not in the text"):
        Offsets("abc xyz", "abc").move((4, 7))
