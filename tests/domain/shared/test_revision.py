"""A revision is the content's own: it differs when the content does, and nothing else changes it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moments.domain.shared.revision import ChangedMeanwhile, Revised, check_revision, revision_of
from tests.domain.builders import ZOE, a_form, a_supervisor, an_application, later, the_handbook

SHOWN = st.lists(st.one_of(st.none(), st.text(), st.tuples(st.text(), st.text())), max_size=5)


@given(one=SHOWN, other=SHOWN)
def test_equal_content_has_one_revision_and_other_content_another(one: list[str], other: list[str]) -> None:
    assert (revision_of(*one) == revision_of(*other)) == (one == other)
    assert 0 <= revision_of(*one) < 2**31


def test_each_process_has_the_same() -> None:
    code = "from moments.domain.shared.revision import revision_of; print(revision_of('a', None, ('b',)))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(other.stdout) == revision_of("a", None, ("b",))


def test_what_was_read_is_saved_only_where_it_is_still_there() -> None:
    check_revision(7, 7, Revised.CYCLE, "2026-Q4")
    with pytest.raises(ChangedMeanwhile) as refusal:
        check_revision(7, 8, Revised.CYCLE, "2026-Q4")
    assert (refusal.value.what, refusal.value.identity) == (Revised.CYCLE, "2026-Q4")


def test_an_applications_revision_is_of_what_the_applicant_filled_in() -> None:
    """Neither a decision nor the directory refuses somebody's Save."""
    application = an_application().build()
    read = application.revision
    application.follow_directory(a_supervisor(ZOE), supervisor_left=False, at=later(days=1))
    application.submit(reasons=(), catalog=the_handbook(), at=later(days=1))
    application.withdraw(at=later(days=2))
    assert application.revision == read
    application.revise(a_supervisor(), at=later(days=3))
    application.name_supervisor(a_supervisor(ZOE, chosen=True), at=later(days=3))
    named = application.revision
    assert named != read
    application.edit(a_form(bio="Another."), the_handbook(), at=later(days=4))
    assert application.revision not in (read, named)
