"""Encoders on one scale: what a cosine means differs from encoder to encoder, the weights were learnt with one.

Where unrelated texts have a cosine of 0.8 and translations 0.9, all vectors share one large direction. It is taken
away (the mean of the two texts at hand; Mu and Viswanath, 2018, "All-but-the-Top", ICLR), and what is left is
stretched until translations lie as far from unrelated texts as the default encoder has them. How far that is, is
measured on a handful of sentences and words of our own in several languages, when the encoder is first used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from polyglot_news.align.embed import Encoder, RememberingEncoder, unit
from polyglot_news.align.words import Floats

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The ministers agreed late at night to lift the export ban.",
        "A fire destroyed the old library in the harbour district.",
        "Doctors in the capital have been on strike since Monday.",
        "The young striker scored twice in the final.",
        "Scientists found traces of water beneath the ice.",
        "She said that nobody had asked the villagers.",
        "Wheat prices rose by seven percent in March.",
        "The court postponed the trial of the former governor.",
    ),
    "es": (
        "Los ministros acordaron a altas horas de la noche levantar la prohibición de exportar.",
        "Un incendio destruyó la antigua biblioteca del barrio del puerto.",
        "Los médicos de la capital están en huelga desde el lunes.",
        "El joven delantero marcó dos veces en la final.",
        "Los científicos hallaron rastros de agua bajo el hielo.",
        "Dijo que nadie había preguntado a los aldeanos.",
        "El precio del trigo subió un siete por ciento en marzo.",
        "El tribunal aplazó el juicio del antiguo gobernador.",
    ),
    "ru": (
        "Министры поздно ночью договорились снять запрет на экспорт.",
        "Пожар уничтожил старую библиотеку в портовом районе.",
        "Врачи столицы бастуют с понедельника.",
        "Молодой нападающий забил в финале два гола.",
        "Учёные нашли следы воды подо льдом.",
        "Она сказала, что жителей деревни никто не спросил.",
        "Цены на пшеницу в марте выросли на семь процентов.",
        "Суд отложил процесс над бывшим губернатором.",
    ),
    "de": (
        "Die Minister einigten sich spät in der Nacht darauf, das Ausfuhrverbot aufzuheben.",
        "Ein Feuer zerstörte die alte Bibliothek im Hafenviertel.",
        "Die Ärzte der Hauptstadt streiken seit Montag.",
        "Der junge Stürmer traf im Finale zweimal.",
        "Forscher fanden Spuren von Wasser unter dem Eis.",
        "Sie sagte, niemand habe die Dorfbewohner gefragt.",
        "Die Weizenpreise stiegen im März um sieben Prozent.",
        "Das Gericht verschob den Prozess gegen den früheren Gouverneur.",
    ),
}
"""The same sentences in each language."""

WORDS: Mapping[str, tuple[str, ...]] = {
    lang: tuple(words.split())
    for lang, words in {
        "en": "minister fire doctor water price court village night yesterday never because big said to and",
        "es": "ministro incendio médico agua precio tribunal aldea noche ayer nunca porque grande dijo a y",
        "ru": "министр пожар врач вода цена суд деревня ночь вчера никогда потому большой сказал к и",
        "de": "Minister Feuer Arzt Wasser Preis Gericht Dorf Nacht gestern nie weil groß sagte zu und",
    }.items()
}

SENTENCE_COSINES = (0.0996, 0.7660)
WORD_COSINES = (0.2916, 0.8663)
"""What the default encoder makes of the sentences and words: mean cosine of unrelated ones and of translations."""

_OWN = 8
"""So many texts of a pair weigh as much as our own sentences when its centre is sought."""


@dataclass(frozen=True, slots=True)
class Space:
    """An encoder's space, moved to its centre, and the line that puts its cosines on the default encoder's scale."""

    encoder: Encoder
    centre: Floats | None = None
    slope: float = 1.0
    offset: float = 0.0

    def around(self, sides: Sequence[tuple[Sequence[str], str]]) -> Space:
        """The space moved to the centre of some texts, given with their languages."""
        if self.centre is None:
            return self
        vectors = np.concatenate([self.encoder.encode(texts, lang) for texts, lang in sides])
        centre = (vectors.sum(0) + _OWN * self.centre) / (len(vectors) + _OWN)
        return replace(self, centre=centre.astype(np.float32))

    def encode(self, texts: Sequence[str], lang: str) -> Floats:
        """The vectors of some texts, around the centre, each of length 1."""
        vectors = self.encoder.encode(texts, lang)
        return vectors if self.centre is None else unit(vectors - self.centre)

    def cosines(self, ones: Floats, others: Floats) -> Floats:
        """The cosines of two sets of vectors of this space, on the default encoder's scale: [ones, others]."""
        table: Floats = ones @ others.T
        return table if self.centre is None else np.minimum(self.slope * table + self.offset, 1)


@dataclass(frozen=True, slots=True)
class Senses:
    """What an encoder makes of sentences and of single words, each on the default encoder's scale."""

    sentences: Space
    words: Space

    @property
    def name(self) -> str:
        return self.sentences.encoder.name

    def remembering(self) -> Senses:
        """The same with a memory, for as long as one pair of texts is worked on."""
        memory = RememberingEncoder(self.sentences.encoder)
        return Senses(replace(self.sentences, encoder=memory), replace(self.words, encoder=memory))


def senses(encoder: Encoder) -> Senses:
    """An encoder on the default's scale; the default, which sets it, as it is."""
    if encoder.name.startswith("usem3-"):
        return Senses(Space(encoder), Space(encoder))
    if encoder.name not in _measured:
        _measured[encoder.name] = Senses(
            _space(encoder, SENTENCES, SENTENCE_COSINES), _space(encoder, WORDS, WORD_COSINES)
        )
    return _measured[encoder.name]


_measured: dict[str, Senses] = {}
"""By the encoder's name, which names its model too."""


def _space(encoder: Encoder, texts: Mapping[str, Sequence[str]], aim: tuple[float, float]) -> Space:
    vectors = [encoder.encode(same, lang) for lang, same in texts.items() if encoder.knows(lang)]
    if len(vectors) < 2:
        return Space(encoder)
    centre = np.concatenate(vectors).mean(0)
    _, translated = cosine_means([unit(each - centre) for each in vectors])
    return Space(encoder, centre, (aim[1] - aim[0]) / max(translated, 0.1), aim[0])


def cosine_means(vectors: Sequence[Floats]) -> tuple[float, float]:
    """The mean cosine of unrelated texts and of translations: one array a language, the same texts in each."""
    tables = [ones @ others.T for k, ones in enumerate(vectors) for others in vectors[k + 1 :]]
    same = np.eye(len(vectors[0]), dtype=bool)
    return (
        float(np.mean([table[~same].mean() for table in tables])),
        float(np.mean([table[same].mean() for table in tables])),
    )
