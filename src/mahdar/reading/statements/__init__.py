"""Statements: who said what, on whose word we have it, and when it was said."""

from mahdar.reading.statements.finding import Statements, find_statements

__all__ = ["Statements", "find_statements"]
