"""The checks that read the two texts only: (source, target, what the finding's spans are, or None for no finding)."""

from __future__ import annotations

import pytest

from polyglot_news.audit.pair import pairs_of
from polyglot_news.audit.registry import checks

Spans = tuple[str, str] | None

CASES: list[tuple[str, str, str, str, str, Spans]] = [
    # negation
    ("negation", "fr", "en", "Il a signé l'accord.", "He did not sign the agreement.", ("", "not")),
    ("negation", "ru", "en", "Он не приехал.", "He arrived.", ("не", "")),
    ("negation", "uk", "en", "Ніхто нікого не бачив.", "Nobody saw anyone.", None),
    ("negation", "pt", "en", "Recusou assinar.", "He did not sign.", None),
    ("negation", "es", "en", "No solo llueve.", "It is not only raining.", None),
    ("negation", "de", "en", "Das ist unmöglich.", "That is not possible.", None),
    ("negation", "zh", "en", "他没有来。", "He came.", ("没", "")),
    ("negation", "en", "es", "She never agreed.", "Ella aceptó.", ("never", "")),
    # untranslated
    ("untranslated", "fr", "en", "Ils proposent généralement des plats.", "They généralement offer dishes.",
     ("généralement", "généralement")),
    ("untranslated", "ru", "en", "Там живут млекопитающие.", "There live млекопитающие.",
     ("млекопитающие", "млекопитающие")),
    ("untranslated", "de", "en", "Die Gruppe traf Merkel.", "The group met Merkel.", None),
    ("untranslated", "fr", "en", "C'est le moment d'acheter une maison.", "It is the time to d'acheter a house.",
     ("acheter", "acheter")),
    ("untranslated", "fr", "en", "Je ne pouvais pas partir.", "I pouvaisn't leave.", ("", "pouvaisn")),
    ("untranslated", "de", "en", "Die Anti-Rauschgiftinitiative begann.", "The anti-Rauschgiftinitiative began.",
     ("Rauschgiftinitiative", "Rauschgiftinitiative")),
    ("untranslated", "en", "pt", "The figures are on weather.com today.", "Os números estão hoje em weather.com.",
     None),
    ("untranslated", "en", "pt", "They call it weather there.", "Lá chamam-lhe “weather”.", None),
    ("broken", "es", "en", "Según Ana, llueve.", "According to , it rains.", ("", "to ")),
    ("broken", "es", "en", "El ministro (PP) habló.", "The minister () spoke.", ("", "()")),
    ("broken", "es", "en", "El plan de Ana gustó.", "People liked 's plan.", ("", "'s")),
    ("untranslated", "de", "en", "Die Gruppe traf Merkel.", "The Gruppe met Merkel.", ("Gruppe", "Gruppe")),
    ("untranslated", "es", "en", "Viajó a Buenos Aires.", "He travelled to Buenos Aires.", None),
    ("untranslated", "en", "ru", "Google presented a tablet.", "Google представила планшет.", None),
    # quotation and speaker
    ("quotation", "ru", "en", "Он говорил о «реформе» рынка.", "He spoke of market reform.", ("«реформе»", "")),
    ("quotation", "es", "en", "Habló de la reforma.", "He spoke of the “reform”.", ("", "“reform”")),
    ("quotation", "es", "en", "Habló de la «reforma».", "He spoke of the 'reform'.", None),
    ("speaker", "zh", "en", "他说：“中国多次提出这一建议，希望对话。”",
     "“And I have done this many times in recent days,” he said.", ("", "I")),
    ("speaker", "fr", "en", "« Je suis prêt à partir demain matin », a-t-il dit.",
     "“I am ready to leave tomorrow,” he said.", None),
    # hedges, attribution, modality
    ("hedges", "ru", "en", "Якобы похищенный груз нашли.", "The stolen cargo was found.", ("Якобы", "")),
    ("hedges", "en", "pt", "The alleged thief fled.", "O ladrão fugiu.", ("alleged", "")),
    ("hedges", "en", "pt", "The alleged thief fled.", "O suposto ladrão fugiu.", None),
    ("attribution", "es", "en", "Según la policía, huyó.", "He fled.", ("Según", "")),
    ("attribution", "es", "en", "Según la policía, huyó.", "Police said he fled.", None),
    ("modality", "pt", "en", "Talvez chova.", "It rains.", ("Talvez", "")),
    ("modality", "pt", "en", "Talvez chova.", "It may rain.", None),
    # repetition, broken text, truncation
    ("repetition", "fr", "en", "Elle est partie.", "She has left left.", ("", "left left")),
    ("repetition", "fr", "en", "Elle est partie.", "The idea that that is true had had its day.", None),
    ("repetition", "de", "en", "Er kam.", "He came to the big house and he came to the big house.",
     ("", "came to the big")),
    ("broken", "de", "en", "Man zählte sie in Spanien.", "They were counted in .", ("", "in ")),
    ("broken", "de", "en", "Man zählte sie in Spanien.", "They were counted in Spain.", None),
    ("broken", "de", "en", "Man hofft.", " date 2021-03-04 The city hopes.", ("", " date 2021-03-04")),
    ("truncation", "fr", "en", "Le ministre a présenté hier soir un long projet devant la presse.",
     "The minister presented", ("presse", "presented")),
    ("truncation", "fr", "en", "Le ministre a présenté son projet hier.",
     "The minister presented his plan yesterday", None),
    # structure
    ("unaligned", "fr", "en", "Il pleut depuis hier.", "", ("Il pleut depuis hier.", "")),
    ("unaligned", "fr", "en", "Il pleut.", "It rains.", None),
    ("wrong-language", "fr", "en", "Le chat dort sur le tapis.", "Le chat dort sur le tapis.",
     ("Le chat dort sur le tapis.", "Le chat dort sur le tapis.")),
    ("wrong-language", "fr", "en", "Le chat dort sur le tapis.", "The cat sleeps on the mat.", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source_lang", "target_lang", "source", "target", "spans"), CASES)
def test_check(name: str, source_lang: str, target_lang: str, source: str, target: str, spans: Spans) -> None:
    check = checks()[name]
    pair = pairs_of([(source, target)], source_lang, target_lang)[0]
    hits = list(check.hits(pair)) if check.applies(pair) else []
    if spans is None:
        assert [hit.message for hit in hits] == []
    else:
        assert [
            tuple(
                text[span[0] : span[1]] if span else "" for text, span in ((source, hit.source), (target, hit.target))
            )
            for hit in hits
        ] == [spans]


def test_every_check_here_has_a_case_that_fires_and_one_that_does_not() -> None:
    for name in {case[0] for case in CASES}:
        assert {case[5] is None for case in CASES if case[0] == name} == {True, False}
