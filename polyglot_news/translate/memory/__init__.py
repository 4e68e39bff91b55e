"""The translation memory: what was translated is not translated again, and what a reader has written stands."""

from polyglot_news.translate.memory.memory import Memory

__all__ = ["Memory"]
