"""Rows of weights in one number: what goes in comes out, and sums are sums."""

from hypothesis import given
from hypothesis import strategies as st

from mahdar.reading.rows import Rows

WIDTH = 5
WEIGHTS = st.lists(st.integers(-1_000_000, 1_000_000), min_size=WIDTH, max_size=WIDTH)


@given(st.lists(WEIGHTS, min_size=1, max_size=30))
def test_a_sum_of_rows_has_the_sums_of_their_weights(many: list[list[int]]) -> None:
    rows = Rows(WIDTH)
    total = sum(rows.row(enumerate(weights)) for weights in many)
    assert rows.weights(total) == tuple(map(sum, zip(*many, strict=True)))


@given(st.lists(WEIGHTS, min_size=1, max_size=6))
def test_rows_side_by_side_are_cut_apart(many: list[list[int]]) -> None:
    rows = Rows(WIDTH, len(many))
    wide = Rows.row(enumerate(weight for weights in many for weight in weights))
    assert [rows.weights(row) for row in rows.cut(wide)] == list(map(tuple, many))


def test_places_left_out_weigh_nothing() -> None:
    rows = Rows(3)
    assert rows.weights(rows.row([(1, -7)])) == (0, -7, 0)
    assert rows.weights(0) == (0, 0, 0)
