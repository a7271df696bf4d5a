"""Each letter as it reached the mail server: sent once, to somebody who is there, and true when it was sent."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from moments.application.global_ids import encode
from moments.domain.email.data import ApplicationEmail, MeetingEmail, MentorshipEmail, SurveyEmail
from moments.domain.participants.eligibility import SENTENCES
from tests.simulation.faults import Letter
from tests.simulation.invariants import digest_of_department
from tests.simulation.model import Model
from tests.simulation.world import SITE, Broken, World

_PAGES: Final = re.compile(rf"{re.escape(SITE)}/(?P<page>[a-z-]+)/(?P<id>[A-Za-z0-9_=-]+)")
_WAITS = frozenset({"mentor_requested", "request_waiting", "request_still_waiting"})
_ACTIVE = frozenset({"request_accepted", "mentorship_confirmed", "first_meeting_due"})


def check_letters(world: World) -> None:
    for letter in world.mail:
        if not letter.doubtful:
            world.sent[letter.email.id] = world.sent.get(letter.email.id, 0) + 1
            if world.sent[letter.email.id] > 1:
                raise Broken("a letter is sent once", f"{letter.email.id} ({letter.email.kind})")
        if untrue := _untrue(world.model, letter):
            told = f"{letter.email.kind} to {letter.email.recipient} about {letter.email.data}: {untrue}"
            raise Broken("no letter is untrue", told)
        if any(sentence in letter.text.text for sentence in SENTENCES.values()):
            raise Broken("no letter tells what is private", letter.email.kind)


def _untrue(model: Model, letter: Letter) -> str | None:
    reader, kind = letter.email.recipient, letter.email.kind
    if reader not in model.here:
        return "the reader has left"
    for names, holds in _TRUE.items():
        if kind in names and not holds(model, letter):
            return "it is not so"
    data = letter.email.data
    if isinstance(data, MentorshipEmail) and kind in _WAITS | _ACTIVE:
        pair = model.pairs[data.mentorship]
        other = pair.mentee if reader == pair.mentor else pair.mentor
        if other not in model.here:
            return "it sends the reader to somebody who has left"
    return None


def _application(model: Model, letter: Letter) -> Any:
    data = letter.email.data
    assert isinstance(data, ApplicationEmail)
    return model.apps[data.application]


def _pair(model: Model, letter: Letter) -> Any:
    data = letter.email.data
    assert isinstance(data, MentorshipEmail)
    return model.pairs[data.mentorship]


def _survey_waits(model: Model, letter: Letter) -> bool:
    data = letter.email.data
    assert isinstance(data, SurveyEmail)
    return model.surveys[data.mentorship, data.side.value] is False


def _meets(model: Model, letter: Letter) -> bool:
    data = letter.email.data
    assert isinstance(data, MeetingEmail)
    pair = model.pairs[data.mentorship]
    return pair.state == "active" and {pair.mentor, pair.mentee} <= model.here


def _digest(model: Model, letter: Letter) -> bool:
    """It names what waits for its reader, and nothing else."""
    reader = letter.email.recipient
    theirs = set(model.queue(reader))
    for code in model.departments_of(reader):
        theirs |= digest_of_department(model, reader, code)
    pages = {found["id"] for found in _PAGES.finditer(letter.text.text) if found["page"] == "applications"}
    return bool(pages) and pages <= {_id(each) for each in theirs}


def _id(application: str) -> str:
    return str(encode("Application", application))


def _suggested(model: Model, letter: Letter) -> bool:
    """MAT-4: whoever is on it can be asked now."""
    reader = letter.email.recipient
    pages = {found["id"] for found in _PAGES.finditer(letter.text.text) if found["page"] == "mentors"}
    return model.may_search(reader) and pages <= {
        str(encode("MentorProfile", each)) for each in model.mentors_for(reader)
    }


_TRUE: Final[Mapping[frozenset[str], Callable[[Model, Letter], bool]]] = {
    frozenset({"application_received"}): lambda m, x: _application(m, x).state == "submitted",
    frozenset({"application_approved"}): lambda m, x: _application(m, x).state == "approved",
    _WAITS: lambda m, x: _pair(m, x).state == "requested",
    _ACTIVE: lambda m, x: _pair(m, x).state == "active",
    frozenset({"request_declined"}): lambda m, x: _pair(m, x).state == "declined",
    frozenset({"request_withdrawn"}): lambda m, x: _pair(m, x).state == "cancelled",
    frozenset({"request_closed"}): lambda m, x: _pair(m, x).state == "closed",
    frozenset({"survey_due", "survey_reminder"}): _survey_waits,
    frozenset({"meeting_proposed", "meeting_moved", "meeting_confirmed"}): _meets,
    frozenset({"monday_digest"}): _digest,
    frozenset({"suggestions_arrived"}): _suggested,
}
