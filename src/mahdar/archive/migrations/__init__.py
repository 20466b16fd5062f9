"""Alembic migrations of an archive's schema."""
