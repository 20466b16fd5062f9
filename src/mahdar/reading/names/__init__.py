"""Names: persons, places and organisations by a trained tagger, for what no lexicon knows."""

from mahdar.reading.names.finding import NameMention, NameModel, find_names, load_name_model

__all__ = ["NameMention", "NameModel", "find_names", "load_name_model"]
