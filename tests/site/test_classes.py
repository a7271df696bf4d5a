"""A class that the styles do not know does nothing, and nobody sees that it is missing."""

import re
from pathlib import Path

from tests.browser.chromium import lacking

SITE = Path(__file__).parents[2] / "web" / "site"
SHEET = SITE / "src" / "styles" / "generated" / "site.css"
NOT_BUILT = "the styles are not built (`make site`, which needs Node), so they are not tried"
ATTRIBUTE = re.compile(r"""\bclass=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})""")
TEXT = re.compile(r'"([^"]*)"|`([^`]*)`')
COMPARED = re.compile(r'[!=]==\s*"[^"]*"')
NAME = re.compile(r"[a-z][\w:-]*[\w]")
WITHOUT_STYLE = {
    "tag",
    "usa-breadcrumb--wrap",
    "usa-footer",
    "usa-footer--slim",
    "usa-form-group--select",
    "usa-header",
    "usa-header--extended",
    "usa-menu-btn",
    "usa-nav",
    "usa-nav__primary",
    "usa-nav__primary-item",
    "usa-summary-box__body",
}
"""Names that say what a thing is in the design system; its looks are those of another class on it."""


def _texts(source: str) -> list[str]:
    found = []
    for plain, script in ATTRIBUTE.findall(source):
        literals = TEXT.findall(COMPARED.sub("", script))
        found += [plain, *(quoted or template for quoted, template in literals)]
    return found


def _names(text: str) -> set[str]:
    """The whole names: what is put together from a variable is left out."""
    return {name for name in re.sub(r"\S*\$\{[^}]*\}\S*", " ", text).split() if NAME.fullmatch(name)}


def test_every_class_that_a_page_uses_is_in_the_style_sheet() -> None:
    if not SHEET.is_file():
        lacking(NOT_BUILT)
    known = {name.replace("\\", "") for name in re.findall(r"\.((?:[\w-]|\\:)+)", SHEET.read_text())}
    unknown = {
        f"{path.relative_to(SITE)}: {name}"
        for path in SITE.glob("src/**/*.tsx")
        for text in _texts(path.read_text())
        for name in _names(text) - known - WITHOUT_STYLE
    }
    assert unknown == set()
