from __future__ import annotations
from polyglot_news.audit.checks.numbers import Numbers
ALL=(Numbers,)
