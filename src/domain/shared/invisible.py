"""Characters that nobody sees, which are pasted along from other programs."""

import re
from unicodedata import category, normalize

_OTHERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0}
"""Fillers and selectors that Unicode counts among letters and marks."""
_RESERVED = range(0xE0000, 0xE1000)
_VISIBLE_FORMATS = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
_JOINERS, _SELECTORS = "\u200c\u200d", "\ufe0e\ufe0f"
_IDEOGRAPHIC_SELECTORS = range(0xE0100, 0xE01F0)
_JOINING = (range(0x0600, 0x1200), range(0x1700, 0x18B0), range(0xA800, 0xAC00))
"""The scripts, Arabic and India's among them, in which a joiner between two letters is seen."""
_IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x33480))
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile(r"[\u2028\u2029]")


def is_invisible(ch: str) -> bool:
    """Whether it shows nothing and takes no room: a mark of direction, a tag, a filler, a soft hyphen and the like."""
    code = ord(ch)
    if code in _OTHERS or code in _RESERVED:
        return True
    return category(ch) == "Cf" and code not in _VISIBLE_FORMATS


def without_invisible(text: str) -> str:
    """Without any, also where one is part of how a letter or a picture is shown."""
    return text if text.isascii() else "".join(ch for ch in text if not is_invisible(ch))


def composed(text: str) -> str:
    """Text as it is stored: in NFC, free of invisible characters, with one kind of space and of line end.

    A joiner stays between letters of a script that needs it and between the parts of a picture; a selector stays
    behind the sign or the ideograph that it is for.
    """
    if text.isascii():
        return text
    text = normalize("NFC", text)
    shown = "".join(ch for at, ch in enumerate(text) if not is_invisible(ch) or _is_needed(text, at))
    return normalize("NFC", _LINE_ENDS.sub("\n", _SPACES.sub(" ", shown)))


def _is_needed(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return False
    if text[at] in _JOINERS:
        return bool(after) and (_join(before, after) or (text[at] == "\u200d" and _make_a_picture(before, after)))
    if text[at] in _SELECTORS:
        return category(before)[0] == "S" or after == "\u20e3"
    return ord(text[at]) in _IDEOGRAPHIC_SELECTORS and _within(_IDEOGRAPHS, before)


def _join(before: str, after: str) -> bool:
    return all(_within(_JOINING, each) and category(each)[0] in "LM" for each in (before, after))


def _make_a_picture(before: str, after: str) -> bool:
    return (before == "\ufe0f" or category(before) in ("So", "Sk")) and category(after) in ("So", "Sm")


def _within(ranges: tuple[range, ...], ch: str) -> bool:
    return any(ord(ch) in each for each in ranges)
