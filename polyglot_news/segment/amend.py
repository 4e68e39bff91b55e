"""What news needs beside the rules: which of the possible boundaries of a paragraph are boundaries.

Candidates come from the SRX rules and from the rule of thumb (`CANDIDATE`: final punctuation, closing marks, a
space). For a language without SRX rules the rule of thumb stands alone. Each candidate is then judged by what is left
and right of it; a judgement looks at a bounded stretch of text, so the pass takes linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyglot_news.segment.abbreviations import NAME_PARTICLES, abbreviation, opening_words
from polyglot_news.segment.srx import has_rules, srx_starts

_FINAL = ".!?…‼⁇⁈⁉؟۔।॥።፧።។៕།։"
_FULLWIDTH = "。！？｡．"
_CLOSERS = "\"'”’»«›‹“‘)\\]}"
_FULLWIDTH_CLOSERS = "」』】》〉）］＂”’\"'"
CANDIDATE = re.compile(
    rf"[{_FINAL}{_FULLWIDTH}]+[{_CLOSERS}{_FULLWIDTH_CLOSERS}]*(?:\[\d{{1,3}}\])*(?: [»›](?= |$))? +(?=\S)"
    rf"|[{_FULLWIDTH}]+[{_FULLWIDTH_CLOSERS}]*(?=[^\s{_FULLWIDTH}{_FULLWIDTH_CLOSERS}])"
)
"""The end of a match is where a sentence may begin; full-width punctuation needs no space after it."""

_ALL_CLOSERS = "\"'”’»«›‹“‘)]} 」』】》〉）］＂"

_REACH = 80
_ABBREVIATION = 24
"""Characters: how far a judgement looks to either side, and the longest abbreviation."""

_OPENERS = "\"'“”„«»‹›‘‚([{¿¡「『《〈【（–—―‒- "
_STRAY_CLOSER = re.compile(
    rf"(?:(?:[)\]}}”’»›{_FULLWIDTH_CLOSERS[:-4]}]|[\"'](?=[ .,;!?]|$))[.!?…,;]* ?|[.!?…]+(?: |$))+"
)
_ENDS_QUOTE = re.compile(r"[\"”’»“‹›]$")
_ENDS_QUESTION = re.compile(r"[?!][\"”’']+$")
_DASH = re.compile(r"[-–—―‒]+ ")
_QUOTE_PARTICLE = re.compile(r"(?:と|って|との|という|などと)")
_ASKED = re.compile(r"(?:[^\W\d_][\w'’.-]* ){1,3}(?:asked|said|shouted|replied|added|wondered|cried|told|called)\b")
_SPEECH = re.compile(
    r"(?![^。！？，]*[没沒不无無未])[^。！？，]{0,10}(?:说|說|表示|指出|强调|強調|称|稱|道|补充|補充|问|問|回答|喊)道?[。！？]"
    r"|(?:قال|قالت|سأل|سألت|تساءل|تساءلت|صرخ|هتف)(?!\w)"
)
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|an)-[^\W\d_]")
_INITIAL = re.compile(r"(?<![\w'’])(?:[^\W\d_]\.[ -]?)*([^\W\d_])[.]$")
_STREET = re.compile(r"[^\W\d_]str\.$")
_LIST_MARK = re.compile(r"\(?\d{1,3}[.)]|\(?[^\W\d_]\)|[IVX]{1,5}\.|§ ?\d+\.?")
_PLAIN_WORD = re.compile(r"(?<![\w.-])[^\W\d_]{3,}\.$")
_ENDS_WORD = re.compile(r"(?<![\w.-])[^\W\d_]{2,}[.!?]$")
_BRACKETED = re.compile(r"\w[.!?…]+\)$")
_UNSPACED = re.compile(r"(?:(?:ru|com|org|net|ua|ру|рф|io|info|by|eu|de|fr|uk)(?![^\W_])|[^\W\d_]\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Site:
    """A candidate and its surroundings.

    `left` is the end of the sentence before it, of which it may be all (`whole`) and which may begin with a bracket
    (`bracketed`); `right` is what follows, after a space or not (`spaced`). `by_rule`: the candidate is not only a
    guess. `cased`: the paragraph has capitals.
    """

    left: str
    right: str
    whole: bool
    bracketed: bool
    spaced: bool
    by_rule: bool
    cased: bool
    lang: str

    @property
    def word(self) -> str:
        """The first word on the right, past opening marks and dashes."""
        return re.split(r"[^\w’'-]", self.right.lstrip(_OPENERS), maxsplit=1)[0]

    @property
    def first(self) -> str:
        """The first character on the right, past opening marks and dashes."""
        return self.right.lstrip(_OPENERS)[:1]

    @property
    def opens_sentence(self) -> bool:
        """Whether the first word on the right is one that often opens a sentence (an initial, `А.`, is none)."""
        word = self.word
        after = self.right.lstrip(_OPENERS)[len(word) : len(word) + 1]
        return word in opening_words(self.lang) and after != "."

    def ends_with(self, table: str) -> bool:
        """Whether the left ends with an abbreviation of that table."""
        return bool(abbreviation(table, self.lang).search(self.left[-_ABBREVIATION:]))


def sentence_starts(text: str, lang: str) -> list[int]:
    """Positions in `text`, one paragraph with white space normalised, at which a sentence begins after another.

    `lang` is a primary language subtag; any other string gets the rule of thumb.
    """
    guesses = {found.end() for found in CANDIDATE.finditer(text)}
    rules = srx_starts(text, lang) if has_rules(lang) else guesses
    cased = text != text.lower()
    starts: list[int] = []
    sentence, start = 0, 0
    quotes, counted = 0, 0
    for candidate in sorted(guesses | rules):
        if candidate < start or candidate == sentence:
            continue
        quotes += text.count('"', counted, candidate)
        counted = candidate
        start = _at_openers(text, _past_closers(text, candidate, in_quotes=quotes % 2 == 1))
        if not sentence < start < len(text):
            continue
        end = start - (text[start - 1] == " ")
        site = _Site(
            left=text[max(sentence, end - _REACH) : end],
            right=text[start : start + _REACH],
            whole=end - sentence <= _REACH,
            bracketed=text[sentence] == "(",
            spaced=end < start,
            by_rule=candidate in rules,
            cased=cased,
            lang=lang,
        )
        if _is_boundary(site) and not _inside_brackets(text, sentence, start):
            starts.append(start)
            sentence = start
    return starts


def _past_closers(text: str, start: int, *, in_quotes: bool) -> int:
    """`start`, moved behind closing marks that the rules left at the beginning of the next sentence."""
    found = _STRAY_CLOSER.match(text, start)
    if not found or (text[start] in "\"'" and not in_quotes):
        return start
    return found.end()


def _at_openers(text: str, start: int) -> int:
    """`start`, moved before an opening mark that the rules took for the closing one: `sagte sie. »|Ganz falsch.«`"""
    while 1 < start < len(text) and text[start - 1] in "\"'»«“”„" and text[start - 2] == " " and text[start] != " ":
        start -= 1
    return start


def _is_boundary(site: _Site) -> bool:
    return bool(site.left) and not _belongs_together(site) and (site.by_rule or _is_missed(site))


def _belongs_together(site: _Site) -> bool:
    """Whether left and right are one sentence, whatever the rules say."""
    return (
        site.left.endswith((":", "：", ","))
        or (site.cased and site.first.islower() and not _begins_small_rightly(site))
        or (not site.spaced and site.left.endswith(("…", "’", "』")))
        or (site.whole and bool(_LIST_MARK.fullmatch(site.left)))
        or _is_attribution(site)
        or _is_abbreviated(site)
        or _is_address(site)
    )


def _begins_small_rightly(site: _Site) -> bool:
    """A word like `iPhone` or `mTOR`, or an Arabic name, may open a sentence in lower case."""
    if not _ENDS_WORD.search(site.left):
        return False
    word = site.word
    if any(letter.isupper() for letter in word[1:3] if word[:1].islower()):
        return "'" not in word[:3] and "’" not in word[:3]
    article = _ARABIC_ARTICLE.match(word)
    return bool(article and word[article.end() - 1].isupper())


def _is_attribution(site: _Site) -> bool:
    """A quotation, and who said it: `«…!» — Name`, `「…。」と述べた`, `“…。”他说。`"""
    if not _ENDS_QUOTE.search(site.left) and site.left[-1:] not in _FULLWIDTH_CLOSERS:
        return False
    if site.lang == "en" and _ENDS_QUESTION.search(site.left) and _ASKED.match(site.right):
        return not site.opens_sentence
    return bool(_DASH.match(site.right) or _QUOTE_PARTICLE.match(site.right) or _SPEECH.match(site.right))


def _is_abbreviated(site: _Site) -> bool:
    digit = site.right[:1].isdigit()
    if site.left.endswith(("...", "…")):
        return digit
    if not site.left.endswith(".") or site.ends_with("listing"):
        return False
    if site.ends_with("never last"):
        return True
    if digit and (site.ends_with("before number") or _STREET.search(site.left)):
        return True
    if site.ends_with("may be last"):
        return not site.opens_sentence
    initial = _INITIAL.search(site.left[-_ABBREVIATION:])
    if initial and initial[1].isupper():
        return digit or not site.opens_sentence or site.word in NAME_PARTICLES
    return False


def _is_address(site: _Site) -> bool:
    """A full stop inside a domain name or an abbreviation: `Lenta.Ru`, `S.p.A.`"""
    return not site.spaced and site.left.endswith(".") and bool(_UNSPACED.match(site.right))


def _is_missed(site: _Site) -> bool:
    """Whether the rule of thumb is right where the SRX rules see no boundary."""
    if not site.left.endswith("."):
        return _is_missed_after_closer(site)
    if site.first.islower():
        return _begins_small_rightly(site)
    if site.ends_with("listing"):
        return site.word[:1].isupper()
    if site.ends_with("may be last") or _PLAIN_WORD.search(site.left) or _INITIAL.search(site.left[-_ABBREVIATION:]):
        return site.opens_sentence
    return False


def _is_missed_after_closer(site: _Site) -> bool:
    bare = site.left.rstrip(_ALL_CLOSERS)
    if site.first.isupper() and bare.endswith((".", "!", "?", "…")):
        if _ENDS_QUOTE.search(site.left) and len(site.left) - len(bare) <= 3:
            return not abbreviation("never last", site.lang).search(bare[-_ABBREVIATION:])
        if site.bracketed and _BRACKETED.search(site.left):
            return True
    return bare[-1:] in _FULLWIDTH or bare[-1:] in _FINAL.lstrip(".!?…")


def _inside_brackets(text: str, sentence: int, start: int) -> bool:
    """Whether `start` stands in brackets that opened inside the sentence and close soon."""
    begin = max(sentence, start - 2 * _REACH)
    opened = text.rfind("(", begin, start)
    if opened <= sentence or text.count("(", begin, start) <= text.count(")", begin, start):
        return False
    closed = text.find(")", start, start + 2 * _REACH)
    return closed != -1 and text.find("(", start, closed) == -1
