"""Above the single article: what many records say together. Pure functions over archived records."""
