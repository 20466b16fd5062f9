"""B-cubed, computed by hand."""

import pytest

from training.b_cubed import b_cubed

CLUSTERS = {("n1", "e1"): "strike", ("n2", "e1"): "strike", ("n3", "e1"): "talks"}


def test_all_right() -> None:
    groups = [[("n1", "e1"), ("n2", "e1")], [("n3", "e1"), ("n9", "e1")]]
    assert b_cubed(groups, CLUSTERS, lambda _: True).figures == (1.0, 1.0, 1.0)


def test_everything_in_one_group() -> None:
    p, r, _ = b_cubed([list(CLUSTERS)], CLUSTERS, lambda _: True).figures
    assert (p, r) == (pytest.approx(5 / 9), 1.0)


def test_everything_apart() -> None:
    p, r, f = b_cubed([[address] for address in CLUSTERS], CLUSTERS, lambda _: True).figures
    assert (p, r, f) == (1.0, pytest.approx(2 / 3), pytest.approx(0.8))


def test_articles_left_out_are_not_asked_but_count_as_members() -> None:
    score = b_cubed([list(CLUSTERS)], CLUSTERS, lambda article: article == "n3")
    assert score.mentions == 1
    assert score.precision == pytest.approx(1 / 3)
