"""The checks, one question a class; `ALL` lists them in the order in which they run."""

from __future__ import annotations

from polyglot_news.audit.checks.broken import Broken
from polyglot_news.audit.checks.compound import Compound
from polyglot_news.audit.checks.consistency import Consistency, Spelling
from polyglot_news.audit.checks.coverage import Addition, Omission
from polyglot_news.audit.checks.hedges import Attribution, Hedges, Modality
from polyglot_news.audit.checks.inclusion import Inclusion
from polyglot_news.audit.checks.meaning import Meaning
from polyglot_news.audit.checks.names import Names
from polyglot_news.audit.checks.negation import Negation
from polyglot_news.audit.checks.numbers import Numbers
from polyglot_news.audit.checks.quotation import Quotation, Speaker
from polyglot_news.audit.checks.repetition import Repetition
from polyglot_news.audit.checks.structure import Moved, Unaligned, WrongLanguage
from polyglot_news.audit.checks.terms import Terms
from polyglot_news.audit.checks.tone import Tone
from polyglot_news.audit.checks.truncation import Truncation
from polyglot_news.audit.checks.untranslated import Untranslated
from polyglot_news.audit.checks.voice import Voice
from polyglot_news.audit.checks.witness import Witness
from polyglot_news.audit.registry import Check

ALL: tuple[type[Check], ...] = (
    Unaligned, WrongLanguage, Untranslated, Numbers, Names, Negation, Omission, Addition, Meaning, Quotation, Speaker,
    Voice, Hedges, Attribution, Modality, Inclusion, Tone, Repetition, Broken, Compound, Truncation, Consistency,
    Spelling, Moved, Terms, Witness,
)  # fmt: skip
