"""What we know: lexicons (YAML), the gazetteer and trained models; compiled once, loaded once."""

from mahdar.knowledge.loading import Knowledge, load_knowledge

__all__ = ["Knowledge", "load_knowledge"]
