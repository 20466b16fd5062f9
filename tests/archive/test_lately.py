"""What was made lately: made once as long as it is kept, and anew once it is not."""

from mahdar.archive.lately import Lately


def test_what_is_kept_is_made_once() -> None:
    made: list[int] = []

    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    doubled = Lately(double, 2)
    assert [doubled(1), doubled(2), doubled(1), doubled(3), doubled(1), doubled(2)] == [2, 4, 2, 6, 2, 4]
    assert made == [1, 2, 3, 2]
    doubled.drop([1, 7])
    assert doubled(1) == 2
    assert made == [1, 2, 3, 2, 1]
