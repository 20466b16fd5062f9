"""Times: days, months, years, periods and durations, each with its EDTF value."""

from mahdar.reading.times.finding import find_times
from mahdar.reading.times.publication import infer_publication
from mahdar.reading.times.words import numeral_tables

__all__ = ["find_times", "infer_publication", "numeral_tables"]
