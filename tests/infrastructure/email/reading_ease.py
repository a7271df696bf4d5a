"""How hard a text is to read, as the US school grade of Flesch and Kincaid (1975): 0.39 words a sentence + 11.8
syllables a word - 15.59."""

import re

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """Headings and the lines of lists, which have no full stop of their own, end a sentence where the line breaks."""
    sentences = [each for each in re.split(r"[.!?:]+(?:\s|$)|\n\s*\n|\n(?=[-*\d])", text) if _WORD.search(each)]
    words = _WORD.findall(text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels; a final e is silent, but for one after consonant and l, and so is that of most words in -ed."""
    word = word.lower().rstrip("'s") or word.lower()
    count = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouy]e$", word) and not re.search(r"[^aeiouy]le$", word):
        count -= 1
    if re.search(r"[^aeiouytd]ed$", word):
        count -= 1
    return max(count, 1)
