"""Emails of the quarterly cycle: apply (MAT-2), the period ends, the suggestions are there (MAT-4)."""

from datetime import date

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.data import AnnouncementEmail, PeriodEmail, SuggestionsEmail
from moments.domain.matching.request_blockers import would_give
from moments.domain.matching.suggestion import SENTENCES
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.content.base import Content, EmailContext, require, require_still
from moments.infrastructure.email.dates import day
from moments.infrastructure.email.facts import EmptySuggestions

_MAX_SKILLS = 3
"""That an email names; the page has them all."""
_APPLIED = (ApplicationState.SUBMITTED, ApplicationState.APPROVED)


def announced(context: EmailContext) -> Content:
    """To every team member."""
    opens = context.data(AnnouncementEmail).opens
    return Content(_values(context) | {"opens": day(opens), "begun": opens <= _today(context)})


def ending(context: EmailContext) -> Content:
    """To those who have not applied; who has begun is told that their draft waits."""
    states = context.facts.application_states.get(context.email.recipient, frozenset())
    require_still(not any(state in _APPLIED for _, state in states), "they have applied")
    drafts = sorted(kind.value for kind, state in states if state is ApplicationState.DRAFT)
    return Content(_values(context) | {"drafts": drafts})


def suggestions(context: EmailContext) -> Content:
    """MAT-4: an empty list comes with the reason and the skills that would fill it; a list on which no mentor can be
    requested any more comes with the way to other mentors."""
    facts, key = context.facts, (context.data(SuggestionsEmail).run, context.email.recipient)
    require_still(context.email.recipient in facts.may_search, "they take no mentor at present")
    if empty := facts.empty_lists.get(key):
        return Content(_empty(context, empty))
    listed = require(facts.suggestions.get(key), "no list")
    people, links = facts.people, context.links
    mentors = [
        {"mentor": people[each.mentor], "common": each.common, "page": links.mentor(each.mentor)} for each in listed
    ]
    return Content({"mentors": mentors, "listed": True, "act": links.suggestions, "search": links.search})


def _empty(context: EmailContext, empty: EmptySuggestions) -> dict[str, object]:
    more = [would_give(skill, mentors) for skill, mentors in empty.would_give[:_MAX_SKILLS]]
    return {
        "mentors": (),
        "listed": False,
        "reason": SENTENCES[empty.reason],
        "more": more,
        "act": context.links.search,
        "apply": context.links.apply(ApplicationKind.MENTEE),
    }


def _values(context: EmailContext) -> dict[str, object]:
    closes = context.data(PeriodEmail).closes
    require_still(_today(context) <= closes, "the period is over")
    return {
        "closes": day(closes),
        "be_a_mentor": context.links.apply(ApplicationKind.MENTOR),
        "be_a_mentee": context.links.apply(ApplicationKind.MENTEE),
        "questions": context.links.resource("questions"),
    }


def _today(context: EmailContext) -> date:
    return context.facts.now.astimezone(STATE_TIME).date()
