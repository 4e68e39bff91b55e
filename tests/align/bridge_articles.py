"""Short articles in the tests' own words, and a way of making articles out of lines."""

from __future__ import annotations

from collections.abc import Sequence

from polyglot_news.article import Article, Segment

Made = tuple[Article, list[Segment]]

SPANISH = (
    "El alcalde de Valdemora presentó el martes un plan para reparar 14 puentes.",
    "Las obras empezarán en marzo y costarán 3,2 millones de euros.",
    "La oposición, encabezada por Marta Quiroga, duda de esa cifra.",
    "«Nadie ha explicado de dónde saldrá el dinero», dijo Quiroga.",
    "El ayuntamiento respondió que el gobierno regional pagará la mitad.",
    "Los vecinos del barrio de San Telmo llevan años esperando.",
    "Su puente está cerrado desde 2019.",
    "El pleno votará la propuesta el 5 de febrero.",
)
ENGLISH = (
    "The mayor of Valdemora presented a plan on Tuesday to repair 14 bridges.",
    "Work will begin in March and will cost 3.2 million euros.",
    "The opposition, led by Marta Quiroga, doubts that figure.",
    '"Nobody has explained where the money will come from," Quiroga said.',
    "The town hall replied that the regional government will pay half.",
    "Residents of the San Telmo district have been waiting for years.",
    "Their bridge has been closed since 2019.",
    "The council will vote on the proposal on 5 February.",
)

OTHER = (
    "Add the flour and stir until the dough no longer sticks.",
    "Leave it under a cloth for an hour.",
    "Cut the apples into thin slices and sprinkle them with cinnamon.",
    "Roll the dough out on a cold table.",
    "Bake until golden, and serve warm with cream.",
    "The cake keeps for days in a tin.",
)
"""An article about something else."""


def make(lines: Sequence[str], lang: str, paragraphs: Sequence[int] | None = None) -> Made:
    """Lines as an article of one segment a line."""
    segments, start = [], 0
    for index, line in enumerate(lines):
        paragraph = paragraphs[index] if paragraphs else 0
        segments.append(Segment(index, start, start + len(line), line, paragraph, lang))
        start += len(line) + 1
    return Article("made", "\n".join(lines), lang), segments
