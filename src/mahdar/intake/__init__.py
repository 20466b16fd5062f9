"""Intake: files, addresses and streams become articles, without the page around them."""

from mahdar.intake.articles import article_from_html, article_from_page, article_from_text, is_url, read_source
from mahdar.intake.options import IntakeOptions
from mahdar.intake.sources import expand_sources

__all__ = [
    "IntakeOptions",
    "article_from_html",
    "article_from_page",
    "article_from_text",
    "expand_sources",
    "is_url",
    "read_source",
]
