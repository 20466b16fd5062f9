"""Rows of weights, each kept as one whole number, so that adding two numbers adds all weights of two rows.

The first weight stands in the lowest 32 bits, the next one in the 32 above, and so on. Weights are whole numbers of
some small unit: their sums are exact and the same in any order, so any part of a sum may be kept and used again.
"""

from collections.abc import Iterable
from struct import Struct

_BITS = 32
_HALF = 1 << (_BITS - 1)


class Rows:
    """How rows of so many weights are kept. Sums of weights must stay between -2³¹ and 2³¹.

    Parameters
    ----------
    width : int
        Number of weights.
    beside : int
        How many such rows stand side by side in the wide ones that are to be cut apart.
    """

    def __init__(self, width: int, beside: int = 1) -> None:
        self.width = width
        # Added to a row this makes all its weights positive, so that none borrows from the one above.
        self._halves = sum(_HALF << (_BITS * at) for at in range(width))
        bits = _BITS * width
        self._mask = (1 << bits) - 1
        self._shifts = [bits * at for at in range(beside)]
        self._wide_halves = sum(self._halves << shift for shift in self._shifts)
        self._bytes = 4 * width
        self._unpack = Struct(f"<{width}i").unpack

    @staticmethod
    def row(weights: Iterable[tuple[int, float]], scale: int = 1) -> int:
        """The row that has weights at places, given as pairs of place and weight, and noughts elsewhere.

        A weight is kept as the nearest whole number of units; `scale` is how many units make one.
        """
        return sum([round(weight * scale) << (_BITS * at) for at, weight in weights])

    def weights(self, row: int) -> tuple[int, ...]:
        """The weights of a row."""
        # In two's complement, which is what is unpacked, a number differs from itself and a half in the highest bit.
        return self._unpack(((row + self._halves) ^ self._halves).to_bytes(self._bytes, "little"))

    def cut(self, wide: int) -> list[int]:
        """The rows that stand side by side in a wide one."""
        positive, mask, halves = wide + self._wide_halves, self._mask, self._halves
        return [((positive >> shift) & mask) - halves for shift in self._shifts]
