"""Following: new articles of feeds and sitemaps into an archive, politely, again and again."""
