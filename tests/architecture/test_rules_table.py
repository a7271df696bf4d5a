"""The rules' table, on rules and tests made up for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules import OPEN, ROOT, Proof, Table, find_in_code, read_rules

MARKDOWN = """
# Rules
| id | rule | from |
| --- | --- | --- |
| CAP-1 | At most two mentors. | F |
| CAP-12 | *reading* At most twelve. | |

CAP-99 is only spoken of.
| WEB-1 | A page. | H |
"""
RULES = read_rules(MARKDOWN)
LATER = (("WEB-*", "the site is later"),)


def table(*proofs: Proof) -> Table:
    return Table(RULES, proofs, allowed_open=LATER)


def test_rules_are_the_rows_of_the_tables() -> None:
    assert RULES == {
        "CAP-1": "At most two mentors.",
        "CAP-12": "*reading* At most twelve.",
        "WEB-1": "A page.",
    }


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="CAP-1"):
        read_rules(MARKDOWN + "| CAP-1 | Again. | |")


def test_a_rule_that_is_due_and_has_no_test_fails() -> None:
    found = table(Proof("CAP-1", "test_a"))

    assert (found.missing, found.open, found.exit_code) == (["CAP-12"], ["WEB-1"], 1)
    assert "MISSING  CAP-12: no test proves it" in list(found.lines())
    assert "open     WEB-1: the site is later" in list(found.lines())


def test_with_a_test_for_each_that_is_due_it_passes() -> None:
    found = table(Proof("CAP-1", "test_a"), Proof("CAP-12", "test_a"), Proof("CAP-12", "test_b"))

    assert found.exit_code == 0
    assert found.tests_of("CAP-12") == ["test_a", "test_b"]
    assert found.summary == ("3 rules: 2 proved by 2 tests, 1 open, 0 without a test; 0 named in the code")


def test_a_rule_that_may_be_open_and_has_a_test_fails() -> None:
    found = table(Proof("CAP-1", "t"), Proof("CAP-12", "t"), Proof("WEB-1", "test_page"))

    assert (found.proved_though_open, found.exit_code) == (["WEB-1"], 1)
    assert "PROVED   WEB-1: it has tests, so take it out of OPEN" in list(found.lines())


def test_a_rule_there_is_none_of_fails_and_names_the_test() -> None:
    found = table(Proof("CAP-1", "t"), Proof("CAP-12", "t"), Proof("CAP-99", "test_typo"))

    assert found.exit_code == 1
    assert "UNKNOWN  CAP-99: named by test_typo" in list(found.lines())


def test_the_code_is_searched_for_whole_ids() -> None:
    files = {"src/a.py": '"""Keeps CAP-1 (F)."""', "src/b.py": "# CAP-12, CAP-99", "src/c.py": "CAP-123 xCAP-1"}

    assert find_in_code(RULES, files) == {"CAP-1": ["src/a.py"], "CAP-12": ["src/b.py"]}


def test_what_may_be_open_is_given_with_its_reason() -> None:
    assert all(pattern and reason for pattern, reason in OPEN)


def collected(folder: Path, test: str) -> subprocess.CompletedProcess[str]:
    """A collection in a process of its own, as pytest cannot run well inside pytest."""
    (folder / "test_made_up.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = rule(*ids): rules\n")
    script = "import sys; from tests.rules import collect; print(collect(sys.argv[1]))"
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_tests_are_collected_once_whatever_their_parameters(tmp_path: Path) -> None:
    found = collected(
        tmp_path,
        """
import pytest

@pytest.mark.rule("CAP-1", "CAP-12")
@pytest.mark.parametrize("n", [1, 2])
def test_two(n): ...

@pytest.mark.rule("WEB-1")
class TestPage:
    def test_inside(self): ...
    @pytest.mark.rule()
    def test_names_none(self): ...
""",
    )

    assert found.stdout.count("Proof(") == 5
    assert "Proof(rule='CAP-12', test='test_made_up.py::test_two')" in found.stdout
    assert "Proof(rule='WEB-1', test='test_made_up.py::TestPage::test_inside')" in found.stdout
    assert "Proof(rule='(none named)', test='test_made_up.py::TestPage::test_names_none')" in found.stdout


def test_tests_that_cannot_be_collected_are_an_error_with_pytest_s_words(tmp_path: Path) -> None:
    found = collected(tmp_path, "import no_such_module_anywhere")

    assert found.returncode != 0
    assert "no_such_module_anywhere" in found.stderr
