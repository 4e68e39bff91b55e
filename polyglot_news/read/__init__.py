"""Reading: files, folders and standard input into articles."""

from polyglot_news.read.articles import article_files, article_from_bytes, read_article, read_articles

__all__ = ["article_files", "article_from_bytes", "read_article", "read_articles"]
