"""The checks that read the two texts only: (source, target, what the finding's spans are, or None for no finding)."""

from __future__ import annotations

import pytest
from pointed import pointed_at

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
    ("negation", "ru", "en", "Посредники не исключают обмена.", "The mediators rule out an exchange.",
     ("не исключают", "rule out")),
    ("negation", "ru", "en", "Посредники не исключают обмена.", "The mediators do not rule out an exchange.", None),
    ("negation", "ru", "en", "Посредники не исключают обмена.", "The mediators say an exchange is possible.", None),
    ("negation", "de", "en", "Sie schließt einen Rücktritt nicht aus.", "She has not ruled it out.", None),
    ("negation", "de", "en", "Er kommt nicht aus Berlin.", "He is not from Berlin.", None),
    ("negation", "es", "en", "El juez no niega el hecho.", "The judge denies the fact.", ("no niega", "denies")),
    ("negation", "zh", "en", "部长不排除辞职。", "The minister ruled out resigning.", ("不排除", "ruled out")),
    ("negation", "fr", "en", "Ce n'est pas un sursis que nous voulons.", "It is not a reprieve that we want.", None),
    ("negation", "fr", "en", "Il n'a pas dit que la loi passerait.", "He said that the law would pass.", ("n", "")),
    ("negation", "fr", "en", "Il ne reste que deux jours.", "Only two days are left.", None),
    ("negation", "zh", "en", "涉及未成年人的案件增加了。", "Cases involving minors have increased.", None),
    ("negation", "zh", "en", "交付要等到明年。", "Delivery will not take place until next year.", None),
    ("negation", "de", "en", "Er ging erst am Montag.", "He did not leave until Monday.", None),
    ("negation", "de", "en", "Er ging schon am Montag.", "He did not leave until Monday.", ("", "not")),
    ("negation", "fr", "en", "Le village est privé d'eau.", "The village is without water.", None),
    ("negation", "de", "en", "Sie gehen heute.", "They will not leave today.", ("", "not")),
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
    ("untranslated", "es", "en", "MADRID, 30 may (Agencia Sur) -", "MADRID, May 30 (Agencia Sur) -", None),
    ("untranslated", "es", "en", "Generalmente llueve.", "Generalmente it rains.", ("Generalmente", "Generalmente")),
    ("untranslated", "en", "ru", "Google presented a tablet.", "Google представила планшет.", None),
    ("untranslated", "de", "en", "Der Krieg war lang.", "The war was long.", None),
    ("untranslated", "fr", "en", "Sa femme et son fils sont libres.", "His wife and son are free.", None),
    ("untranslated", "en", "fr", "They lost, but they scored.", "Ils ont perdu malgré un but.", None),
    ("untranslated", "de", "en", "Er kam und ging.", "He came und went.", ("und", "und")),
    # quotation and speaker
    ("quotation", "ru", "en", "Он говорил о «реформе» рынка.", "He spoke of market reform.", ("«реформе»", "")),
    ("quotation", "ru", "en", "«За» проголосовали 83 депутата.", "Eighty-three deputies voted in favour.", None),
    ("quotation", "es", "en", "Habló de la reforma.", "He spoke of the “reform”.", ("", "“reform”")),
    ("quotation", "es", "en", "Habló de la «reforma».", "He spoke of the 'reform'.", None),
    ("speaker", "zh", "en", "他说：“中国多次提出这一建议，希望对话。”",
     "“And I have done this many times in recent days,” he said.", ("", "I")),
    ("speaker", "fr", "en", "« Je suis prêt à partir demain matin », a-t-il dit.",
     "“I am ready to leave tomorrow,” he said.", None),
    ("speaker", "pt", "en", "“Responderei por cada decisão”, disse.", "“She will answer for everything,” she said.",
     ("Responderei", "")),
    ("speaker", "pt", "en", "Fala em “operação de segurança”.", "He speaks of a “security operation.”", None),
    # hedges, attribution, modality
    ("hedges", "ru", "en", "Якобы похищенный груз нашли.", "The stolen cargo was found.", ("Якобы", "")),
    ("hedges", "en", "pt", "The alleged thief fled.", "O ladrão fugiu.", ("alleged", "")),
    ("hedges", "en", "pt", "The alleged thief fled.", "O suposto ladrão fugiu.", None),
    ("hedges", "pt", "en", "Doze civis teriam sido detidos.", "Twelve civilians were detained.",
     ("teriam sido detidos", "")),
    ("hedges", "fr", "en", "Il aurait quitté le pays.", "He is said to have left the country.", None),
    ("hedges", "uk", "en", "Міністерство нібито готує закон.", "The ministry is said to be preparing a law.", None),
    ("hedges", "de", "en", "Er soll das Land verlassen haben.", "He has left the country.",
     ("soll das Land verlassen haben", "")),
    ("attribution", "es", "en", "Según la policía, huyó.", "He fled.", ("Según", "")),
    ("attribution", "ru", "en", "По его словам, всё идёт по плану.", "Everything is going according to plan.",
     ("По его словам", "")),
    ("attribution", "es", "en", "Todo va según lo previsto.", "Everything goes to plan.", None),
    ("attribution", "es", "en", "Según la policía, huyó.", "Police said he fled.", None),
    ("modality", "pt", "en", "Talvez chova.", "It rains.", ("Talvez", "")),
    ("modality", "pt", "en", "Talvez chova.", "It may rain.", None),
    ("modality", "pt", "en", "As eleições de 19 de maio foram adiadas.", "The May 19 vote was put off.", None),
    ("modality", "zh", "en", "青少年夜间不得单独逗留。", "Young people may not stay out alone at night.", None),
    # a part of a whole, loaded words, hyphens
    ("inclusion", "ru", "en", "Погибли 11 человек, в том числе трое детей.", "At least 11 people were killed.",
     ("в том числе трое детей", "")),
    ("inclusion", "ru", "en", "Погибли 11 человек, в том числе дети.", "Eleven died, among them children.", None),
    ("inclusion", "es", "en", "Murieron once personas.", "Eleven people died, including a child.",
     ("", "including a child")),
    ("tone", "ru", "en", "Она назвала ввод войск миссией.", "She called the invasion a mission.", ("", "invasion")),
    ("tone", "ru", "en", "Она осудила вторжение.", "She condemned the invasion.", None),
    ("tone", "de", "en", "Der Einmarsch begann im Mai.", "The invasion began in May.", None),
    ("tone", "es", "en", "Fue una masacre.", "It was an incident.", ("masacre", "")),
    ("compound", "ru", "en", "Речь показали на сайте.", "The speech was shown on site ministries.",
     ("", "on site ministries")),
    ("compound", "de", "en", "x", "They worked on site while it rained, and an on-site team came.", None),
    ("compound", "de", "en", "x", "It would be bad if the so called peace failed.", ("", "so called peace")),
    ("compound", "en", "pt", "x", "O primeiro ministro saiu.", ("", "primeiro ministro")),
    ("compound", "en", "pt", "x", "O primeiro-ministro saiu.", None),
    # repetition, broken text, truncation
    ("repetition", "fr", "en", "Elle est partie.", "She has left left.", ("", "left left")),
    ("repetition", "fr", "en", "Elle est partie.", "The idea that that is true had had its day.", None),
    ("repetition", "de", "en", "Er kam.", "He came to the big house and he came to the big house.",
     ("", "came to the big")),
    ("broken", "de", "en", "Man zählte sie in Spanien.", "They were counted in .", ("", "in ")),
    ("broken", "de", "en", "Man zählte sie in Spanien.", "They were counted in Spain.", None),
    ("broken", "de", "en", "x", "She saw where the shots came from and is sure.", None),
    ("broken", "de", "en", "x", "The place they live in is small.", None),
    ("broken", "de", "en", "x", "It is no truce that we are asking for, but peace.", None),
    ("broken", "de", "en", "x", "They were severed by, the king.", ("", "by")),
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
        assert pointed_at(hits, source, target) == [spans]


@pytest.mark.parametrize(
    ("lang", "source", "target", "quoted"),
    [
        ("fr", "Il n'a pas signé l'accord.", "He signed the agreement.", "n'a pas signé"),
        ("ru", "Он не приехал в Киев.", "He came to Kyiv.", "не приехал"),
        ("de", "Er kommt.", "He will come, or not, today.", "not"),
        ("zh", "他没有来。", "He came.", "没有来"),
    ],
)
def test_a_negation_is_quoted_with_what_it_negates(lang: str, source: str, target: str, quoted: str) -> None:
    [hit] = checks()["negation"].hits(pairs_of([(source, target)], lang, "en")[0])
    assert hit.message.startswith(f"“{quoted}”: a negation that")


def test_every_check_here_has_a_case_that_fires_and_one_that_does_not() -> None:
    for name in {case[0] for case in CASES}:
        assert {case[5] is None for case in CASES if case[0] == name} == {True, False}
