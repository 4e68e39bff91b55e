"""What news needs beside the rules: which of the possible boundaries of a paragraph are boundaries.

Candidates come from the SRX rules and from the rule of thumb (`CANDIDATE`: final punctuation, closing marks, a space).
For a language without SRX rules the rule of thumb stands alone. Each candidate is then judged by what is left and right
of it; a judgement looks at a bounded stretch of text, so the pass takes linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polyglot_news.segment.abbreviations import NAME_PARTICLES, abbreviation, before_number, opening_words
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

_REACH = 80
_OPENERS = "\"'“”„«»‹›‘‚([{¿¡「『《〈【（–—―‒- "
_STRAY_CLOSER = re.compile(
    rf"(?:(?:[)\]}}”’»›{_FULLWIDTH_CLOSERS[:-4]}]|[\"'](?=[ .,;!?]|$))[.!?…,;]* ?|[.!?…]+(?: |$))+"
)
_ENDS_QUOTE = re.compile(r"[\"”’»“‹›]$")
_DASH = re.compile(r"[-–—―‒]+ ")
_QUOTE_PARTICLE = re.compile(r"(?:と|って|との|という|などと)")
_SPEECH = re.compile(
    r"(?![^。！？，]*[没沒不无無未])[^。！？，]{0,10}(?:说|說|表示|指出|强调|強調|称|稱|道|补充|補充|问|問|回答|喊)道?[。！？]"
    r"|(?:قال|قالت|سأل|سألت|تساءل|تساءلت|صرخ|هتف)(?!\w)"
)
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|an)-[^\W\d_]")
_INITIAL = re.compile(r"(?<![\w'’])(?:[^\W\d_]\.[ -]?)*([^\W\d_])[.]$")
_STREET = re.compile(r"[^\W\d_]str\.$")
_LIST_MARK = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[^\W\d_]\)|[IVX]{1,5}\.|§ ?\d+\.?)$")
_PLAIN_WORD = re.compile(r"(?<![\w.-])[^\W\d_]{3,}\.$")
_ENDS_WORD = re.compile(r"(?<![\w.-])[^\W\d_]{2,}[.!?]$")
_BRACKETED = re.compile(r"\w[.!?…]+\)$")
_UNSPACED = re.compile(r"(?:(?:ru|com|org|net|ua|ру|рф|io|info|by|eu|de|fr|uk)(?![^\W_])|[^\W\d_]\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Site:
    """A candidate with its surroundings: `left` ends with the text before it, `right` begins with the text after it."""

    left: str
    right: str
    spaced: bool
    by_rule: bool
    bracketed: bool
    lang: str

    @property
    def word(self) -> str:
        """The first word on the right, past opening marks and dashes."""
        return re.split(r"[^\w’'-]", self.right.lstrip(_OPENERS), maxsplit=1)[0]

    @property
    def begins_small(self) -> bool:
        first = self.right.lstrip(_OPENERS)[:1]
        return first.islower()

    @property
    def opens_sentence(self) -> bool:
        """Whether the first word on the right is one that often opens a sentence (an initial, `А.`, is none)."""
        word = self.word
        after = self.right.lstrip(_OPENERS)[len(word) : len(word) + 1]
        return word in opening_words(self.lang) and after != "."


def sentence_starts(text: str, lang: str) -> list[int]:
    """Positions in `text`, one paragraph with white space normalised, at which a sentence begins after another.

    `lang` is a primary language subtag; any other string gets the rule of thumb.
    """
    by_rule = srx_starts(text, lang) if has_rules(lang) else None
    candidates = {found.end() for found in CANDIDATE.finditer(text)} | (by_rule or set())
    cased = text != text.lower()
    starts: list[int] = []
    quotes, counted = 0, 0
    for candidate in sorted(candidates):
        if starts and candidate <= starts[-1]:
            continue
        quotes += text.count('"', counted, candidate)
        counted = candidate
        start = _past_closers(text, candidate, in_quotes=quotes % 2 == 1)
        start = _at_openers(text, start)
        if start >= len(text):
            continue
        end = start - 1 if text[start - 1] == " " else start
        site = _Site(
            left=text[max(starts[-1] if starts else 0, end - _REACH) : end],
            right=text[start : start + _REACH],
            spaced=end < start,
            by_rule=by_rule is None or candidate in by_rule,
            bracketed=text.startswith("(", starts[-1] if starts else 0),
            lang=lang,
        )
        whole_left = end - (starts[-1] if starts else 0) <= _REACH
        if _is_boundary(site, cased=cased) and not (whole_left and _LIST_MARK.match(site.left)):
            if not _inside_brackets(text, starts[-1] if starts else 0, start):
                starts.append(start)
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


def _is_boundary(site: _Site, *, cased: bool) -> bool:
    if _belongs_together(site, cased=cased):
        return False
    return site.by_rule or _is_missed(site)


def _belongs_together(site: _Site, *, cased: bool) -> bool:
    """Whether left and right are one sentence, whatever the rules say."""
    return (
        site.left.endswith((":", "：", ","))
        or (cased and site.begins_small and not _begins_small_rightly(site))
        or (not site.spaced and site.left.endswith(("…", "’", "』")))
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
    return bool(_DASH.match(site.right) or _QUOTE_PARTICLE.match(site.right) or _SPEECH.match(site.right))


def _is_abbreviated(site: _Site) -> bool:
    if site.left.endswith(("...", "…")):
        return site.right[:1].isdigit()
    if not site.left.endswith("."):
        return False
    tail = site.left[-24:]
    digit = site.right[:1].isdigit()
    if digit and (before_number().search(tail) or _STREET.search(tail)):
        return True
    if abbreviation("listing", site.lang).search(tail):
        return False
    if abbreviation("never last", site.lang).search(tail):
        return True
    initial = _INITIAL.search(tail)
    if abbreviation("may be last", site.lang).search(tail):
        return not site.opens_sentence
    if initial and initial[1].isupper():
        return digit or not site.opens_sentence or site.word in NAME_PARTICLES
    return False


def _is_address(site: _Site) -> bool:
    """A full stop inside a domain name or an abbreviation: `Lenta.Ru`, `S.p.A.`"""
    return not site.spaced and site.left.endswith(".") and bool(_UNSPACED.match(site.right))


def _is_missed(site: _Site) -> bool:
    """Whether the rule of thumb is right where the SRX rules see no boundary."""
    if site.left[-1] in _FULLWIDTH_CLOSERS or not site.left.endswith("."):
        stripped = site.left.rstrip(_CLOSERS.replace("\\", "") + _FULLWIDTH_CLOSERS + " ")
        ends_quote = bool(_ENDS_QUOTE.search(site.left)) and len(site.left) - len(stripped) <= 3
        first = site.right.lstrip(_OPENERS)[:1]
        if ends_quote and first.isupper() and stripped[-1:] in ".!?…":
            return not abbreviation("never last", site.lang).search(stripped[-24:])
        if site.bracketed and _BRACKETED.search(site.left) and first.isupper():
            return True
        return stripped[-1:] in _FULLWIDTH or stripped[-1:] in _FINAL[4:]
    if site.begins_small:
        return _begins_small_rightly(site)
    tail = site.left[-24:]
    if abbreviation("listing", site.lang).search(tail):
        return site.word[:1].isupper()
    if abbreviation("may be last", site.lang).search(tail) or _PLAIN_WORD.search(tail) or _INITIAL.search(tail):
        return site.opens_sentence
    return False


def _inside_brackets(text: str, sentence: int, start: int) -> bool:
    """Whether `start` stands in brackets that opened inside the sentence and close soon."""
    begin = max(sentence, start - 2 * _REACH)
    opened = text.rfind("(", begin, start)
    if opened <= sentence or text.count("(", begin, start) <= text.count(")", begin, start):
        return False
    closed = text.find(")", start, start + 2 * _REACH)
    return closed != -1 and text.find("(", start, closed) == -1
