"""Web addresses that people write into their texts, shown as text: mail programs make links of none of them.

An email of the program with a link in it is trusted as the program's. So each address is written with brackets, as is
usual in warnings (`https[:]//evil[.]example`), which no mail program takes for one (docs/adr/0041).
"""

import re
from typing import Final

NOTICE: Final = (
    "The text above names a web address or an email address. It is not from MOMENTS. "
    "So we show it as text, with brackets in it. Use it only if you trust the person who wrote it."
)
_WELL_KNOWN: Final = "biz|co|com|edu|gov|info|io|me|mil|net|org|us"
_DOT: Final = r"[.\u3002\uff0e\uff61]"  # also those that IDNA takes for one
_ADDRESS = re.compile(
    r"://\S+"  # whatever the scheme before it
    r"|(?:mailto|tel|sms|data|file|javascript):\S+"
    r"|(?<!\w)www\.\S+"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)"
    rf"|(?<![\w-])(?<![\w-]{_DOT})[\w-]++(?:{_DOT}[\w-]++)*{_DOT}"
    rf"(?:(?:{_WELL_KNOWN})\b|(?-i:[^\W\d_A-Z]{{2,63}}|xn--[a-z0-9-]+)\b)",
    re.IGNORECASE,
)
"""Each begins at a word's begin and takes words whole, so that the time grows with the text's length alone."""
_SIGNS = re.compile(r":(?=\S)|(?<=\S)[.\u3002\uff0e\uff61](?=[^\s.])")


def without_links(words: str) -> str:
    """The words, with brackets around what makes an address of some of them."""
    return _ADDRESS.sub(lambda found: _SIGNS.sub(lambda sign: f"[{sign[0]}]", found[0]), words)


def notice_of(words: str) -> str | None:
    """What a reader is told below words that name an address."""
    return NOTICE if _ADDRESS.search(words) else None
