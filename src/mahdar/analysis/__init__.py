"""Above the article: what many records say together. Pure functions over records and knowledge."""
