from __future__ import annotations

import pytest

from polyglot_news.translate.guard import signs

LONG_EN = "The ministry said on Tuesday that 4,500 people had left the town since the shelling began in March."
LONG_PT = (
    "O ministério disse na terça-feira que 4.500 pessoas deixaram a cidade desde o início dos bombardeios em março."
)

DEGENERATE = [
    # a decoder that is stuck: words, phrases, characters
    ("The talks failed.", "As conversas conversas conversas conversas conversas fracassaram.", "repetition"),
    ("The talks failed.", "As conversas falharam, falharam, falharam, falharam.", "repetition"),
    ("He spoke to the press.",
     "Ele falou com a imprensa, com a imprensa, com a imprensa, com a imprensa.", "repetition"),
    (LONG_EN, LONG_PT + " O ministério disse na terça-feira que 4.500 pessoas deixaram a cidade desde o início dos"
     " bombardeios em março.", "repetition"),
    ("Crisis in the region", "Crise crise crise crise na região", "repetition"),
    ("He laughed.", "Ele riu hahahahahahahahaha.", "repetition"),
    ("The price rose.",
     "O preço subiu.................... o preço subiu o preço subiu o preço subiu", "repetition"),
    ("A new law", "Uma nova lei de lei de lei de lei de lei de lei", "repetition"),
    ("It was decided in Brasília.", "Foi decidido em em em em em Brasília.", "repetition"),
    ("The president resigned.", "O presidente-presidente-presidente-presidente renunciou.", "repetition"),
    ("The vote was close.",
     "A votação foi, foi, a votação foi, foi, a votação foi, foi, a votação foi", "repetition"),
    ("Aid arrived.", "A ajuda chegou e a ajuda chegou e a ajuda chegou e a ajuda chegou e", "repetition"),
    ("Tanks entered the city.", "Os tanques entraram na cidade e os tanques entraram na cidade e os tanques entraram"
     " na cidade.", "repetition"),
    ("A long story.", "de a de a o de a de de a o a de o de a de a o de", "repetition"),
    ("Short.", "Dadadadadadadada.", "repetition"),
    # the source given back
    (LONG_EN, LONG_EN, "copied"),
    ("The court rejected the appeal on Monday.", "The court rejected the appeal on Monday.", "copied"),
    ("Protesters blocked the main road for hours.", "protesters blocked the main road for hours", "copied"),
    ("Protesters blocked the main road for hours.", "Protesters blocked the main road por hours.", "copied"),
    # nothing
    ("The court rejected the appeal.", "", "empty"),
    ("The court rejected the appeal.", "...", "empty"),
    ("The court rejected the appeal.", "“”", "empty"),
    ("The court rejected the appeal.", "1 – 2", "empty"),
    # another script
    ("The court rejected the appeal.", "Суд отклонил апелляцию.", "script"),
    ("The court rejected the appeal.", "法院驳回了上诉。", "script"),
    ("The court rejected the appeal.", "رفضت المحكمة الاستئناف.", "script"),
    ("The court rejected the appeal.", "Суд отклонил апелляцию o recurso.", "script"),
    # too short or too long
    (LONG_EN, "O ministério.", "length"),
    (LONG_EN, "Sim.", "length"),
    (LONG_EN + " " + LONG_EN, "O ministério disse isso na terça.", "length"),
    ("Yes.", "Sim, o ministério disse que as pessoas deixaram a cidade desde o começo da guerra.", "length"),
    ("He left.",
     "Ele saiu. Clique aqui para ler mais notícias sobre este assunto e assine o nosso boletim.", "length"),
    ("Photo: agency",
     "Foto: agência. Todos os direitos reservados, proibida a reprodução sem autorização.", "length"),
    # numbers lost
    (LONG_EN, "O ministério disse que milhares de pessoas deixaram a cidade desde os ataques de março.",
     "numbers"),
    ("The 2014 vote was annulled.", "A votação foi anulada.", "numbers"),
    ("The 2014 vote was annulled.", "A votação de 2041 foi anulada.", "numbers"),
    ("They paid 1,257,000 dollars.", "Pagaram 1.200 dólares.", "numbers"),
    ("Resolution 2334 was adopted.", "A resolução foi adotada.", "numbers"),
    ("In 1989 and 1991 it fell.", "Em 1989 e 1919 caiu.", "numbers"),
    ("Flight 7243 left on time.", "O voo saiu na hora.", "numbers"),
    ("The budget is 98765 reais.", "O orçamento é de 9876 reais.", "numbers"),
    ("Only $310 million had arrived.", "Apenas 310 milhões haviam chegado.", "currency"),
    ("It cost €5.", "Custou 5.", "currency"),
    ("Some 12 000 soldiers came.", "Vieram muitos soldados.", "numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "sign"), DEGENERATE)
def test_degenerate_output_is_caught(source: str, target: str, sign: str) -> None:
    assert sign in signs(source, target, "en", "pt")


SOUND = [
    (LONG_EN, LONG_PT, "en", "pt"),
    ("No, no, no.", "Não, não, não.", "en", "pt"),
    ("Yes.", "Sim.", "en", "pt"),
    ("Olaf Scholz, Berlin", "Olaf Scholz, Berlin", "de", "en"),
    ("NATO", "OTAN", "en", "pt"),
    ("4,500 people", "4.500 pessoas", "en", "pt"),
    ("It cost $5.", "Custou 5 dólares.", "en", "pt"),
    ("It cost $5.", "Это стоило 5 долларов.", "en", "ru"),
    ("4,500 people", "4 500 personnes", "en", "fr"),
    ("1.5 million", "1,5 milhão", "en", "pt"),
    ("The 1,000,000 mark", "A marca de 1 milhão", "en", "pt"),
    ("It cost 2,000 euros.", "Custou 2 mil euros.", "en", "pt"),
    ("Суд отклонил апелляцию.", "The court rejected the appeal.", "ru", "en"),
    ("法院星期一驳回了上诉，双方律师都没有发表评论。",
     "The court rejected the appeal on Monday; the lawyers on both sides did not comment.", "zh", "en"),
    ("SAINSBURY'S said Boots, NBC and CNN agreed.", "SAINSBURY'S 表示 Boots、NBC 和 CNN 已同意。", "en", "zh"),
    ("He cried “stop, stop, stop, stop!”", "Ele gritou “pare, pare, pare, pare!”", "en", "pt"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "source_lang", "target_lang"), SOUND)
def test_sound_translation_is_left_alone(source: str, target: str, source_lang: str, target_lang: str) -> None:
    assert signs(source, target, source_lang, target_lang) == ()


def test_the_table_is_large_enough() -> None:
    assert len(DEGENERATE) >= 40
