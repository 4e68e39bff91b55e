"""argostranslate itself, for comparison: run in a process of its own by benchmarks/argos.py, never by the product.

    python -m benchmarks.argos_peer batch < JSON > JSON      translate the articles given, tell how long it took
    python -m benchmarks.argos_peer command < TEXT           the `argos-translate` command, from English to Portuguese

Its threads are set by its own environment variables. It would download a sentence splitter at run time; here it is
given the sentences instead, and in `command` it cuts after every full stop, so that splitting costs it nothing.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any

_FULL_STOP = re.compile(r"(?<=[.!?])\s+")


def main() -> None:
    from argostranslate import sbd

    if sys.argv[1] == "command":
        sbd.MiniSBDSentencizer.split_sentences = lambda self, text: _FULL_STOP.split(text)
        from argostranslate import cli

        sys.argv = ["argos-translate", "--from-lang", "en", "--to-lang", "pt"]
        cli.main()
        return
    job = json.load(sys.stdin)
    sentences: dict[str, list[str]] = job["sentences"]
    sbd.MiniSBDSentencizer.split_sentences = lambda self, text: sentences[text]
    json.dump(_batch(job["articles"]), sys.stdout)


def _batch(articles: list[str]) -> dict[str, Any]:
    """Articles one after the other through the public interface, the model loaded before the clock starts."""
    from argostranslate import translate

    languages = {language.code: language for language in translate.get_installed_languages()}
    translation = languages["en"].get_translation(languages["pt"])
    translation.translate(articles[0].split("\n")[0])
    start, processor = time.perf_counter(), time.process_time()
    translations = [translation.translate(article) for article in articles]
    return {
        "translations": translations,
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
    }


if __name__ == "__main__":
    main()
