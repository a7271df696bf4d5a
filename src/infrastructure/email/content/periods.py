"""Letters of the quarterly cycle: apply (MAT-2), the period ends, the suggestions are there (MAT-4)."""

from datetime import date

from moments.application.email.data import AnnouncementEmail, PeriodEmail, SuggestionsEmail
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.request_blockers import would_give
from moments.domain.matching.suggestion import SENTENCES
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.content.base import Content, Occasion, expect, still
from moments.infrastructure.email.dates import day
from moments.infrastructure.email.facts import NobodySuggested

_MOST_SKILLS = 3
"""That a letter names; the page has them all."""
_APPLIED = (ApplicationState.SUBMITTED, ApplicationState.APPROVED)


def announced(about: Occasion) -> Content:
    """To every team member."""
    opens = about.data(AnnouncementEmail).opens
    return Content(_values(about) | {"opens": day(opens), "begun": opens <= _today(about)})


def ending(about: Occasion) -> Content:
    """To those who have not applied; who has begun is told that their draft waits."""
    own = about.facts.own.get(about.letter.recipient, frozenset())
    still(not any(state in _APPLIED for _, state in own), "they have applied")
    drafts = sorted(kind.value for kind, state in own if state is ApplicationState.DRAFT)
    return Content(_values(about) | {"drafts": drafts})


def suggestions(about: Occasion) -> Content:
    """MAT-4: an empty list is told with the reason, and with what would change it; one on which nobody can be asked any
    more with the way to others."""
    facts, key = about.facts, (about.data(SuggestionsEmail).run, about.letter.recipient)
    still(about.letter.recipient in facts.searchers, "they take no mentor at present")
    if nobody := facts.nobody.get(key):
        return Content(_nobody(about, nobody))
    listed = expect(facts.suggestions.get(key), "no list")
    people, links = facts.people, about.links
    mentors = [
        {"mentor": people[each.mentor], "common": each.common, "page": links.mentor(each.mentor)} for each in listed
    ]
    return Content({"mentors": mentors, "listed": True, "act": links.suggestions, "search": links.search})


def _nobody(about: Occasion, nobody: NobodySuggested) -> dict[str, object]:
    more = [would_give(skill, mentors) for skill, mentors in nobody.would_give[:_MOST_SKILLS]]
    return {
        "mentors": (),
        "listed": False,
        "reason": SENTENCES[nobody.reason],
        "more": more,
        "act": about.links.search,
        "apply": about.links.apply(ApplicationKind.MENTEE),
    }


def _values(about: Occasion) -> dict[str, object]:
    closes = about.data(PeriodEmail).closes
    still(_today(about) <= closes, "the period is over")
    return {
        "closes": day(closes),
        "be_a_mentor": about.links.apply(ApplicationKind.MENTOR),
        "be_a_mentee": about.links.apply(ApplicationKind.MENTEE),
        "questions": about.links.resource("questions"),
    }


def _today(about: Occasion) -> date:
    return about.facts.now.astimezone(STATE_TIME).date()
