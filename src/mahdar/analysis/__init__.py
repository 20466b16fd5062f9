"""Above the single article: pure functions over archived records. Nothing here reads or writes files or databases."""
