"""Remembering in bounded memory."""

from mahdar.arabic.memo import Memo


def test_worked_out_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(length)
    assert [memo["بيت"], memo["بيت"], memo["باب"]] == [3, 3, 3]
    assert asked == ["بيت", "باب"]


def test_never_more_than_the_limit_and_never_wrong() -> None:
    memo: Memo[int, int] = Memo(lambda number: 2 * number, limit=10)
    for number in range(1000):
        assert memo[number] == 2 * number
        assert memo[number // 2] == 2 * (number // 2)
        assert len(memo) <= 10
