"""The one key by which people's names and words are compared and searched (APP-7, SEA-1).

It ignores what people type differently: capitals, accents, width, apostrophes, hyphens, spaces and invisible
characters. Punctuation ends a word, but for a period or an ampersand between two letters. The site's
`web/site/src/text/comparison.mjs` is the same. Stored keys were made by it: whoever changes it writes a migration that
makes them anew.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize

from moments.domain.shared.invisible import is_invisible, without_invisible

_APOSTROPHES = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u1fbd\u1fbf\u2018\u2019\u201b"
    "\u2032\u2035\ua78b\ua78c\uff07"
)
_NO_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))
_HYPHENS = "-\u02d7\u058a\u05be\u2010\u2011\u2012\u2013\u2043\u2212\ufe63\uff0d"
_LETTERS = str.maketrans(
    {
        **dict(zip("øłđðħŧıȷƀɨŋĸſɫ", "olddhtijbinksl", strict=True)),
        **{
            "æ": "ae",
            "œ": "oe",
            "þ": "th",
            "\u03c2": "\u03c3",
            "\u06cc": "\u064a",
            "\u06a9": "\u0643",
            "\u0640": None,
            "\u0345": None,
        },
    }
)
"""What is not made of a letter and a mark, and yet typed as the plain letter."""
_MARKS = (
    *(range(0x0300, 0x0370), range(0x0483, 0x0488), range(0x0591, 0x05C8), range(0x0610, 0x061B)),
    *(range(0x064B, 0x0660), range(0x0670, 0x0671), range(0x06D6, 0x06EE), range(0x08D3, 0x0900)),
    *(range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00), range(0x20D0, 0x2100), range(0xFE20, 0xFE30)),
)
"""Accents and points; in other scripts a mark is as good as a letter."""
_BLANK = "\u2800"
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_QUOTES = re.compile(r'["\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\uff02]')
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[.&](?=[^\W\d_])")
_BREAKS = re.compile(r"[.&]|--+|(?<=\d)-(?=\d)")


def comparison_key(name: str) -> str:
    """Equal for names that people type alike: `O'Brien`, `OBRIEN` and `O Brien` have one key, as have `Mu\u00f1oz` and
    `Munoz`, or `Smith-Jones` and `Smith Jones`. A name of signs alone is compared by its signs."""
    return squeezed(name) or "".join(
        ch for ch in _decomposed(without_invisible(name)) if not ch.isspace() and category(ch) != "Cc"
    )


@lru_cache(maxsize=8_192)
def squeezed(name: str) -> str:
    """The key of a name or of a part of one; empty for one without any letter or digit."""
    key = ""
    for word in _words(name):
        key += f" {word}" if key[-1:].isdecimal() and word[0].isdecimal() else word
    return key


def family_key(last_name: str) -> str:
    """Like `comparison_key`, without `Jr.` or `III` at the end, which many people leave out."""
    words = search_key(last_name).split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return comparison_key(" ".join(words) or last_name)


def person_key(first_name: str, last_name: str) -> str:
    """By which a person's name is sorted and searched: last name, then first name."""
    return f"{comparison_key(last_name)} {comparison_key(first_name)}"


def search_key(text: str) -> str:
    """A text as it is searched: its words, separated by single spaces, each as its key has it."""
    return " ".join(_words(text))


def searched_words(text: str) -> tuple[str, ...]:
    """The words that somebody searches for, each once: all of them are parts of a key that is found. Those that a
    hyphen joins are two, as the text may have them apart; not where one is a letter alone (`e-mail`, `R&D`, `U.S.`), as
    every text has it."""
    return tuple(dict.fromkeys(word for part in _parts(text) for word in _apart(part) if word))


def searched_phrases(text: str) -> tuple[str, ...]:
    """Like `searched_words`, but words in quotation marks are one, as they stand together in what is found."""
    pieces = _QUOTES.split(text)
    closed = len(pieces) - (len(pieces) + 1) % 2
    found: list[str] = []
    for number, piece in enumerate(pieces):
        found += [search_key(piece)] if number % 2 and number < closed else searched_words(piece)
    return tuple(dict.fromkeys(each for each in found if each))


def _words(text: str) -> Iterable[str]:
    return filter(None, (part.replace("-", "") for part in _parts(text)))


def _apart(part: str) -> list[str]:
    pieces = part.split("-")
    return pieces if all(len(piece) > 1 for piece in pieces) else ["".join(pieces)]


def _parts(text: str) -> list[str]:
    """Words with the hyphens inside them."""
    signs = "".join(map(_sign, _decomposed(without_invisible(text).translate(_NO_APOSTROPHES)).translate(_LETTERS)))
    return normalize("NFC", _BREAKS.sub(" ", _BETWEEN_LETTERS.sub("-", signs))).split()


def _decomposed(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFKD", normalize("NFKD", text).casefold())


@lru_cache(maxsize=8_192)
def _sign(ch: str) -> str:
    """The character as a word has it: itself, `-`, nothing, or the space that ends a word; `.` and `&` may be any."""
    if ch in _HYPHENS:
        return "-"
    if ch in ".&":
        return ch
    if ord(ch) in _NO_APOSTROPHES or is_invisible(ch) or any(ord(ch) in each for each in _MARKS):
        return ""
    kind = category(ch)
    if kind == "Sk":
        return ""
    is_of_a_word = ch == "#" or kind[0] in "LNMS" or kind in ("Co", "Cn")
    return ch if is_of_a_word and ch != _BLANK else " "
