"""A mentee A mentee replaces unavailable mentors; the office requests trial runs.; the office rehearses a run."""

import strawberry

from moments.application.matching.replace_suggestions import ReplaceSuggestionsCommand
from moments.application.matching.request_trial_run import RequestTrialRunCommand
from moments.domain.matching.fit import MENTEE_WEIGHTS, MENTOR_WEIGHTS, Weights
from moments.domain.matching.parameters import MAX_LIST_LENGTH, HoursRule, Parameters
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import RunId, TrialRunId
from moments.graphql.matching.suggestions import SuggestionList, suggestion_list
from moments.graphql.matching.types import TrialRun
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import failure, run_use_case
from moments.graphql.shared.payloads import Changed, Payload

CAP = "at a time; as the program has it if left out."


@strawberry.input(description="Others for the mentors on the viewer's list who can no longer be asked (MAT-4).")
class ReplaceSuggestionsInput(Keyed):
    pass


@strawberry.type(description="The viewer's updated list, or errors.")
class ReplaceSuggestionsPayload(Payload):
    @strawberry.field(description="As it is now; null when refused.")
    async def suggestion_list(self, info: Info) -> SuggestionList | None:
        return None if self.errors else await suggestion_list(info.context)


@strawberry.input(description="What a run is made with; what is left out is as usual.")
class MatchingParametersInput:
    list_length: int = strawberry.field(default=MAX_LIST_LENGTH, description="Mentors on a list, 1 to 5.")
    mentee_weights: list[int] | None = strawberry.field(
        default=None, description="What the mentee's rank 1 to 6 of a skill counts for: six falling whole numbers."
    )
    mentor_weights: list[int] | None = strawberry.field(
        default=None, description="What the mentor's rank 1 to 6 of it counts for: six falling whole numbers."
    )
    max_lists_per_open_place: float | None = strawberry.field(
        default=None, description="To how many mentees an open place may be shown, 1 to 1,000."
    )
    unmatched_bonus_percent: int = strawberry.field(
        default=0, description="By how many hundredths mentees without a mentor count for more, 0 to 100."
    )
    working_hours_rule: HoursRule = strawberry.field(
        default=HoursRule.IGNORED, description="What common working hours are to it."
    )
    mentor_cap: int | None = strawberry.field(default=None, description=f"Mentees {CAP}")
    mentee_cap: int | None = strawberry.field(default=None, description=f"Mentors {CAP}")
    seed: str | None = strawberry.field(default=None, description="What decides ties; the basis' own if left out.")

    def parameters(self) -> RunParameters:
        """Raises InvalidWeights, InvalidParameter."""
        weights = Weights(_given(self.mentee_weights, MENTEE_WEIGHTS), _given(self.mentor_weights, MENTOR_WEIGHTS))
        matching = Parameters(
            self.list_length,
            weights,
            self.max_lists_per_open_place,
            self.unmatched_bonus_percent,
            self.working_hours_rule,
        )
        return RunParameters(matching, self.mentor_cap, self.mentee_cap, self.seed)


def _given(weights: list[int] | None, usual: tuple[int, ...]) -> tuple[int, ...]:
    return usual if weights is None else tuple(weights)


@strawberry.input(description="A preview of the next run, or a past one with other settings.")
class RequestTrialRunInput(Keyed):
    base_run: strawberry.ID | None = strawberry.field(
        default=None, description="The run whose people are matched again; the people of today if left out."
    )
    parameters: MatchingParametersInput | None = strawberry.field(default=None, description="As usual if left out.")


@strawberry.type(description="The trial run that was asked for, or why it was refused.")
class RequestTrialRunPayload(Changed):
    @strawberry.field(description="It waits to be done, which takes seconds; null when refused.")
    async def trial_run(self, info: Info) -> TrialRun | None:
        if self.identity is None:
            return None
        actor, identity = (await info.context.viewer()).actor, TrialRunId(self.identity)
        found = await info.context.read(lambda queries: queries.rehearsals_by_id(actor, [identity]))
        return TrialRun.of(found[identity], await info.context.reference()) if identity in found else None


@strawberry.type
class MatchingMutation:
    @strawberry.mutation(
        description="Others take the places of those on the viewer's list who can no longer be asked (MAT-4)."
    )
    async def replace_suggestions(self, info: Info, input: ReplaceSuggestionsInput) -> ReplaceSuggestionsPayload:
        use_case = info.context.use_cases.replace_suggestions
        outcome = await run_use_case(info, use_case, ReplaceSuggestionsCommand(), input.idempotency_key)
        return ReplaceSuggestionsPayload(errors=outcome.errors)

    @strawberry.mutation(
        description="A run is tried, and nothing but its report kept; `program` tells when it is done. The office's."
    )
    async def request_trial_run(self, info: Info, input: RequestTrialRunInput) -> RequestTrialRunPayload:
        given = input.parameters or MatchingParametersInput()
        try:
            parameters = given.parameters()
        except DomainError as error:
            if (await info.context.viewer()).actor.office:
                return RequestTrialRunPayload.of(failure(error))
            parameters = RunParameters()  # the use-case says to others that there is no such thing
        basis = None if input.base_run is None else RunId(ids.identity_of("MatchingRun", input.base_run))
        use_case = info.context.use_cases.request_trial_run
        return RequestTrialRunPayload.of(
            await run_use_case(info, use_case, RequestTrialRunCommand(basis, parameters), input.idempotency_key)
        )
