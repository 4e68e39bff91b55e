"""Portuguese: articles and contractions, gender and number around a term, plurals, the gender of words."""

from __future__ import annotations

import re

from simplemma import lemmatize

from polyglot_news.glossary.grammar import Form
from polyglot_news.glossary.termbase import Term


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARADIGMS = """
o a os as|um uma uns umas|do da dos das|no na nos nas|ao à aos às|pelo pela pelos pelas|num numa nuns numas
dum duma duns dumas|este esta estes estas|esse essa esses essas|aquele aquela aqueles aquelas
deste desta destes destas|desse dessa desses dessas|daquele daquela daqueles daquelas|neste nesta nestes nestas
nesse nessa nesses nessas|naquele naquela naqueles naquelas|àquele àquela àqueles àquelas|seu sua seus suas
meu minha meus minhas|nosso nossa nossos nossas|outro outra outros outras|todo toda todos todas
algum alguma alguns algumas|nenhum nenhuma nenhuns nenhumas|muito muita muitos muitas|pouco pouca poucos poucas
bom boa bons boas|mau má maus más|dois duas dois duas|ambos ambas ambos ambas|vários várias vários várias
qual qual quais quais|grande grande grandes grandes|recente recente recentes recentes|atual atual atuais atuais
possível possível possíveis possíveis|principal principal principais principais|tal tal tais tais
breve breve breves breves|simples simples simples simples|cada cada cada cada
"""
_REGULAR_ADJECTIVES = _words(
    "chamado suposto alegado dito novo antigo primeiro segundo terceiro último próximo próprio mesmo próspero "
    "autoproclamado autodenominado verdadeiro falso pretenso longo histórico sangrento fracassado mero único "
    "pequeno enorme quarto quinto certo tanto quanto dramático violento inteiro notório temido"
)
_INVARIABLE = _words(
    "que e ou de em com por para contra sobre sob entre sem até após desde ante durante perante como se não mas "
    "porque quando enquanto onde já também ainda segundo conforme"
)
_ARTICLES_AFTER = {"de": "do", "em": "no", "por": "pelo", "a": "ao"}
_BARE = {"do": "de", "no": "em", "pelo": "por", "ao": "a", "o": ""}

_WORD_BEFORE = re.compile(r"([^\W\d_]+)([\s\"'(]*)$")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FEMININE = re.compile(
    r".*(?:[çsx]ão|[aã]|dade|gem|tude|[âê]ncia|[aeiy]se)|fome|morte|paz|lei|crise|base|gente|pele|febre|sede|rede|"
    r"carne|nave|tosse|parte|classe|frente|vez|luz|cruz|ordem|opinião|união|região|religião|rebelião|reunião|gripe"
)
_MASCULINE = re.compile(r".*(?:ão|[ourlmi]|[êéá]s|rus|ete|ente|ume|ate|ote|ite)")
_MASCULINE_IN_A = re.compile(r".*(?:ema|oma|grama|dia|mapa|planeta|cometa|clima|drama)")
_ADJECTIVE = re.compile(r"([^\W\d_]{3,})([oa]s?)")
_PARTICIPLE = re.compile(r".+(?:ad|[ií]d|post|eit|vist|ert|crit|pres|mort|uls|ens|luíd)[oa]s?")
_COPULA = {
    "é": "são", "era": "eram", "foi": "foram", "está": "estão", "estava": "estavam", "será": "serão", "tem": "têm",
    "teve": "tiveram", "ficou": "ficaram", "seria": "seriam", "continua": "continuam", "continuou": "continuaram",
    "pode": "podem", "deve": "devem", "vai": "vão", "sido": "sido", "havia": "haviam", "tinha": "tinham",
    "começou": "começaram", "causou": "causaram", "causa": "causam", "matou": "mataram",
}  # fmt: skip
_ADVERBS = _words("não já também ainda mais muito menos agora sempre nunca perto longe dentro fora")
_CLAUSE = _words("que onde quando porque mas ou se cujo cuja cujos cujas como enquanto")
_LONGEST_PHRASE = 5
"""Words of a phrase between a noun and its verb that are gone over."""

_SINGULAR_OF = {plural: singular for singular, plural in _COPULA.items()}
_PLURALS = {
    "cidadão": "cidadãos", "irmão": "irmãos", "mão": "mãos", "órgão": "órgãos", "cristão": "cristãos",
    "alemão": "alemães", "capitão": "capitães", "pão": "pães", "mal": "males", "cônsul": "cônsules",
}  # fmt: skip
_INNER_PREPOSITIONS = _words(
    "de do da dos das em no na nos nas a ao à aos às por pelo pela com sem contra para sobre entre e"
)
_WITHOUT_PLURAL_S = frozenset({"país", "mês", "gás", "deus", "revés", "viés"})


def _paradigms() -> dict[str, tuple[tuple[str, str, str, str], int]]:
    """Each form with the four forms of its word (m sg, f sg, m pl, f pl) and its own place among them."""
    rows = [tuple(row.split()) for line in _PARADIGMS.strip().splitlines() for row in line.split("|")]
    rows += [(word, f"{word[:-1]}a", f"{word}s", f"{word[:-1]}as") for word in _REGULAR_ADJECTIVES]
    forms: dict[str, tuple[tuple[str, str, str, str], int]] = {}
    for m, f, ms, fs in rows:
        for place, form in enumerate((m, f, ms, fs)):
            forms.setdefault(form, ((m, f, ms, fs), place))
    return forms


_FORMS = _paradigms()
_OPENERS = frozenset(form for row in _words("o um este esse aquele seu algum nenhum") for form in _FORMS[row][0]) - {
    "a"
}
"""What begins another noun phrase, whose words agree with its own noun."""

_DEFINITE = frozenset(form for row in ("o", "do", "no", "ao", "pelo") for form in _FORMS[row][0])


class PortugueseGrammar:
    """The agreement of Portuguese noun phrases; both spellings, pt-BR vocabulary."""

    function_words = _INVARIABLE | _INNER_PREPOSITIONS

    def form(self, term: Term, *, plural: bool) -> Form:
        if term.pos in ("phrase", "verb") and not term.gender:
            return Form(term.text, nominal=False)
        gender = term.gender or gender_of(term.text)
        if term.number == "pl" or (not term.number and self.is_plural(term.text)):
            return Form(term.text, gender, True)
        if plural and term.pos != "name":
            return Form(pluralise(term.text), gender, True)
        return Form(term.text, gender, False)

    def is_plural(self, rendering: str) -> bool:
        head = next(iter(_WORD.findall(rendering)), "")
        if head.isupper():
            return False
        head = head.lower()
        return head.endswith("s") and head not in _WITHOUT_PLURAL_S and not _is_invariable(head)

    def is_determiner(self, word: str) -> bool:
        return word.lower() in _FORMS

    def lefts(self, left: str, old: Form, new: Form, *, named: bool) -> list[str]:
        new = _decided(old, new)
        agreeing = _agree_backwards(left, old, new)
        match = _WORD_BEFORE.search(agreeing)
        before = match[1].lower() if match else ""
        if not new.nominal:
            return [_without_article(agreeing) if before in _DEFINITE else agreeing]
        if named and before not in _FORMS:
            return [_with_article(agreeing, new), agreeing] if new.gender else [agreeing]
        may_be_bare = old.text[:1].isupper() and new.text[:1].isupper() and " " not in new.text
        return [agreeing, _without_article(agreeing)] if may_be_bare and before in _DEFINITE else [agreeing]

    def right(self, right: str, old: Form, new: Form) -> str:
        new = _decided(old, new)
        if not new.gender or (old.gender, old.plural) == (new.gender, new.plural):
            return right
        return _agree_forwards(right, old, new)


def _decided(old: Form, new: Form) -> Form:
    """A noun of either gender keeps that of another such noun; else it is masculine, as for persons in general."""
    if new.gender != "c":
        return new
    return new._replace(gender="" if old.gender == "c" else "m")


def gender_of(phrase: str) -> str:
    """The gender that the shape of a phrase's first word tells, or empty."""
    head = next(iter(_WORD.findall(phrase)), "").lower()
    word = re.sub(r"(?:õe|ãe)s$", "ão", head)
    word = word if len(word) < 4 or word.endswith(("ss", "us", "ês", "is")) else word.removesuffix("s")
    if _MASCULINE_IN_A.fullmatch(word):
        return "m"
    if _FEMININE.fullmatch(word):
        return "f"
    return "m" if _MASCULINE.fullmatch(word) else ""


def pluralise(phrase: str) -> str:
    """The plural of a noun phrase in its dictionary form: the noun and its adjectives up to a preposition."""
    words = phrase.split(" ")
    for i, word in enumerate(words):
        if word.lower() in _INNER_PREPOSITIONS or (i and word[:1].isupper()):
            break
        words[i] = _plural(word)
    return " ".join(words)


def _plural(word: str) -> str:
    lower = word.lower()
    if lower in _PLURALS:
        return _PLURALS[lower]
    if _is_invariable(lower) and lower not in _WITHOUT_PLURAL_S:
        return word
    for ending, plural in (("ão", "ões"), ("al", "ais"), ("ol", "óis"), ("ul", "uis"), ("m", "ns")):
        if lower.endswith(ending):
            return word[: -len(ending)] + plural
    if lower.endswith("el"):
        return word[:-2] + ("eis" if re.search(r"[áéíóúâêô]", lower) else "éis")
    if lower.endswith("il"):
        return word[:-2] + ("eis" if re.search(r"[áéíóúâêô]", lower) else "is")
    if lower.endswith(("ês", "ís", "ás", "és")):
        return word[:-2] + {"ê": "e", "í": "í", "á": "a", "é": "e"}[lower[-2]] + "ses"
    return word + ("es" if lower.endswith(("r", "z", "s")) else "s")


def _is_invariable(word: str) -> bool:
    """Whether a word in -s is its own plural: vírus, bônus; lápis, tênis; but not civis or papéis."""
    return bool(re.fullmatch(r".*us|.*[áéíóúâêô].*(?<![aeoó])is", word))


def _agree_backwards(left: str, old: Form, new: Form) -> str:
    """Change the words before a noun that agree with it, from the last one back."""
    if not new.gender and old.plural == new.plural:
        return left
    match = _WORD_BEFORE.search(left)
    if match is None:
        return left
    changed = _agreeing(match[1], old, new)
    if changed is None:
        return left
    before = _agree_backwards(left[: match.start()], old, new)
    return before + changed + match[2]


def _agreeing(word: str, old: Form, new: Form) -> str | None:
    """The word in the form that the new noun wants; None for one that does not agree with what follows."""
    found = _FORMS.get(word.lower())
    if found is None:
        return None
    forms, place = found
    if old.plural != (place > 1) and word.lower() in ("a", "o") and old.plural:
        return None
    gender = new.gender or ("f" if place % 2 else "m")
    return _cased(forms[2 * new.plural + (gender == "f")], word)


def _with_article(left: str, new: Form) -> str:
    """The definite article before a noun that takes the place of a name without one."""
    match = _WORD_BEFORE.search(left)
    word = match[1] if match else ""
    if match and word.lower() in _ARTICLES_AFTER:
        forms = _FORMS[_ARTICLES_AFTER[word.lower()]][0]
        return left[: match.start()] + _cased(forms[2 * new.plural + (new.gender == "f")], word) + match[2]
    article = _FORMS["o"][0][2 * new.plural + (new.gender == "f")]
    opening = re.search(r"[\"'(]*$", left)
    at = opening.start() if opening else len(left)
    return f"{left[:at]}{article if left[:at].strip() else article.capitalize()} {left[at:]}"


def _without_article(left: str) -> str:
    match = _WORD_BEFORE.search(left)
    if match is None:
        return left
    bare = _BARE[_FORMS[match[1].lower()][0][0]]
    return left[: match.start()] + (_cased(bare, match[1]) + match[2] if bare else match[2].lstrip())


def _agree_forwards(right: str, old: Form, new: Form) -> str:
    """Adjectives and participles right after the noun, copulas in its number, and what is predicated with them.

    Within the clause only: the first other word ends it, but for one phrase with de, em or por after the noun.
    """
    parts = re.split(r"(\W+)", right)
    verbs = _SINGULAR_OF if old.plural else _COPULA
    skipped = 0
    for i in range(0, len(parts), 2):
        lower = parts[i].lower()
        if lower in _CLAUSE or (i and re.search(r"[.;:!?]", parts[i - 1])):
            break
        if not lower or lower in _ADVERBS or (lower == "e" and not skipped):
            continue
        if lower in _OPENERS and not skipped:
            break
        if old.plural != new.plural and not skipped and (verb := _in_number(lower, old.plural)):
            parts[i] = verb
            break
        if old.plural != new.plural and not skipped and _in_number(lower, new.plural):
            break
        if lower in _COPULA or lower in _SINGULAR_OF:
            parts[i] = verbs.get(lower, parts[i]) if old.plural != new.plural else parts[i]
            skipped = 0
        elif not skipped and (changed := _adjective(lower, old, new)):
            parts[i] = changed
        elif skipped or lower in _INNER_PREPOSITIONS:
            skipped += 1
        if skipped > _LONGEST_PHRASE:
            break
    return "".join(parts)


def _in_number(verb: str, was_plural: bool) -> str:
    """A regular verb of the past in the other number; empty for another word."""
    for singular, plural in (("ou", "aram"), ("eu", "eram"), ("iu", "iram"), ("ava", "avam")):
        ending, other = (plural, singular) if was_plural else (singular, plural)
        if verb.endswith(ending) and len(verb) > len(ending) + 1 and verb not in _COPULA and verb not in _SINGULAR_OF:
            return verb.removesuffix(ending) + other
    return ""


def _adjective(word: str, old: Form, new: Form) -> str:
    """An adjective in -o, -a that agreed with the old noun, agreeing with the new one; empty for another word."""
    match = _ADJECTIVE.fullmatch(word)
    if match is None or word in _INVARIABLE or len(word) < 5 or new.gender not in ("m", "f"):
        return ""
    if (match[2][0] == "a") != (old.gender == "f") or match[2].endswith("s") != old.plural:
        return ""
    if not _PARTICIPLE.fullmatch(word) and lemmatize(word, "pt") != f"{match[1]}o":
        return ""
    return match[1] + ("a" if new.gender == "f" else "o") + ("s" if new.plural else "")


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() and word else word
