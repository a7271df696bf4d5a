"""Names and words are compared as people type them (APP-7)."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.shared.comparison import (
    comparison_key,
    family_key,
    person_key,
    search_key,
    searched_phrases,
    searched_words,
    squeezed,
)
from moments.domain.shared.invisible import composed

EXAMPLES = json.loads((Path(__file__).parent / "comparison_examples.json").read_text("utf-8"))
"""Name to key; the site's function is held to the same."""
ALIKE = [
    [
        "O'Brien",
        "O\u2019Brien",
        "O\u2018BRIEN",
        "OBrien",
        "O Brien",
        "o`brien",
        "O\u00b4Brien",
        "O\u02bcBrien",
        "O\uff07Brien",
    ],
    ["Kaho\u02bbolawe", "Kaho'olawe", "Kahoolawe"],
    ["Mu\u00f1oz", "Mun\u0303oz", "MUNOZ", "Mu\u00d1oz"],
    [
        "Smith-Jones",
        "Smith Jones",
        "SmithJones",
        "Smith\u2010Jones",
        "Smith\u2011Jones",
        "Smith\u2013Jones",
        "Smith\u00adJones",
    ],
    ["Stra\u00dfe", "STRASSE", "STRA\u1e9eE"],
    ["\u0130nci Y\u0131lmaz", "inci yilmaz", "INCI YILMAZ"],
    ["S\u00f8ren \u0141uk\u00e1\u0161", "Soren Lukas"],
    ["\u0110\u1eb7ng Th\u1ecb H\u01b0\u01a1ng", "Dang Thi Huong"],
    ["\u00c6sir \u0152uvre \u00deor", "Aesir Oeuvre Thor"],
    ["\ufb01ne", "FINE"],
    ["\uff21\uff4e\uff4e\u3000\uff24\uff4f\uff45", "Ann Doe"],
    ["\uff76\uff9e", "\u30ac"],
    ["\u0645\u062d\u0645\u0651\u062f", "\u0645\u062d\u0645\u062f", "\u0645\u062d\u0640\u0640\u0645\u062f"],
    ["\u05d3\u05b8\u05bc\u05d5\u05b4\u05d3", "\u05d3\u05d5\u05d3"],
    ["Net\u200bworking", "Networking\ufeff", "net\u2060working", "Net\u00adworking", "Networking\U000e0041"],
    ["\u202aAnn\u202c", "\u200fAnn", "Ann"],
    ["\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2"],
    ["J.R. Ewing", "JR Ewing"],
    ["Time  Management", "time\u00a0management"],
]
DIFFERENT = [
    ("Perez", "Peres"),
    ("C", "C++"),
    ("C++", "C#"),
    ("1-2 times", "12 times"),
    ("1.5 hours", "15 hours"),
    ("Less than 5", "5"),
    ("!!!", "???"),
    ("\u304b", "\u304c"),
    ("\u0915\u093f", "\u0915\u0940"),
    ("\u0e01\u0e34", "\u0e01"),
]
TEXTS = st.text(st.characters(codec="utf-8", categories=None, exclude_categories=["Cs"]), max_size=30)


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize("names", ALIKE, ids=lambda names: ascii(names[0]))
def test_names_that_people_type_alike_have_one_key(names: list[str]) -> None:
    assert len({comparison_key(each) for each in names}) == 1


@pytest.mark.rule("APP-7", "APP-5", "SUR-3")
@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=ascii)
def test_names_that_people_tell_apart_have_two(one: str, other: str) -> None:
    assert comparison_key(one) != comparison_key(other)


@pytest.mark.parametrize(("name", "key"), EXAMPLES.items(), ids=ascii)
def test_the_key_is_what_the_site_has(name: str, key: str) -> None:
    assert comparison_key(name) == key


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize("name", ["Smith", "SMITH Jr.", "Smith, Jr", "Smith III", "Smith J.R.", "Smith Sr. II"])
def test_a_family_name_is_known_without_its_suffix(name: str) -> None:
    assert family_key(name) == "smith"


@pytest.mark.parametrize(("name", "key"), [("Jr.", "jr"), ("Ii Jr", "ii"), ("---", "---"), ("Iii-Smith", "iiismith")])
def test_a_name_is_never_a_suffix_alone(name: str, key: str) -> None:
    assert family_key(name) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ", ()),
        ("% - \u200b \u2019", ()),
        ("Doe, Ann", ("doe", "ann")),
        ("budgets\u200b Budgets", ("budgets",)),
        ("Smith-Jones", ("smith", "jones")),
        ("e-mail R&D U.S. O\u2019Brien", ("email", "rd", "us", "obrien")),
        ("St.Louis 100%", ("st", "louis", "100")),
        ("and/or", ("and", "or")),
    ],
    ids=ascii,
)
def test_somebody_searches_for_words(text: str, words: tuple[str, ...]) -> None:
    assert searched_words(text) == words


@pytest.mark.rule("SEA-1")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"project management", budget', ("project management", "budget")),
        ("\u201cProject-based  work\u201d tax", ("projectbased work", "tax")),
        ("\u00aba b\u00bb c", ("a b", "c")),
        ('budget "open end', ("budget", "open", "end")),
        ('"" "one"', ("one",)),
    ],
    ids=ascii,
)
def test_words_in_quotation_marks_stand_together(text: str, found: tuple[str, ...]) -> None:
    assert searched_phrases(text) == found


def test_a_person_is_sorted_by_the_last_name() -> None:
    assert person_key("Mary Ann", "O\u2019Brien") == "obrien maryann"


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_key_has_its_own_key_and_is_the_same_however_the_text_is_composed(text: str) -> None:
    key = comparison_key(text)
    assert comparison_key(key) == key
    assert search_key(search_key(text)) == search_key(text)
    assert comparison_key(composed(text)) == key
    assert composed(composed(text)) == composed(text)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_what_a_text_says_is_found_by_its_words_and_by_itself(text: str) -> None:
    key = search_key(text)
    assert all(word in key for word in searched_words(text))
    assert all(phrase in key for phrase in searched_phrases(text))
    assert all(word in squeezed(text).replace(" ", "") or word in key for word in searched_words(text))
