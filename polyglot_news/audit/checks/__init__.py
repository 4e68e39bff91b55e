from __future__ import annotations
from polyglot_news.audit.checks.numbers import Numbers
from polyglot_news.audit.checks.untranslated import Untranslated
from polyglot_news.audit.checks.names import Names
from polyglot_news.audit.checks.negation import Negation
ALL=(Numbers,Untranslated,Names,Negation)
