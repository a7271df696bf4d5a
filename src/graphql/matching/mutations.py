"""A mentee replaces unavailable mentors; the office requests trial runs."""

import strawberry

from moments.application.matching.replace_suggestions import ReplaceSuggestionsCommand
from moments.application.matching.request_trial_run import RequestTrialRunCommand
from moments.domain.matching.fit import MENTEE_WEIGHTS, MENTOR_WEIGHTS, Weights
from moments.domain.matching.parameters import MAX_LIST_LENGTH, HoursRule, Parameters
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import RunId, TrialRunId
from moments.graphql.matching.suggestions import SuggestionList, suggestion_list
from moments.graphql.matching.trial_runs import TrialRun
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import failure, run_use_case
from moments.graphql.shared.payloads import Changed, Payload

CAP = "at a time; null: the program's limit."


@strawberry.input(
    description="Request to replace the mentors on the viewer's list who can no longer be requested (MAT-4)."
)
class ReplaceSuggestionsInput(Keyed):
    pass


@strawberry.type(description="Result of `replaceSuggestions`: the updated list, or errors.")
class ReplaceSuggestionsPayload(Payload):
    @strawberry.field(description="The updated list; null if the mutation failed.")
    async def suggestion_list(self, info: Info) -> SuggestionList | None:
        return None if self.errors else await suggestion_list(info.context)


@strawberry.input(description="Parameters of a matching run; each has a standard value.")
class MatchingParametersInput:
    list_length: int = strawberry.field(
        default=MAX_LIST_LENGTH, description="Maximum number of mentors on a list, 1 to 5."
    )
    mentee_weights: list[int] | None = strawberry.field(
        default=None,
        description="Weights of the mentee's ranks 1 to 6: six decreasing whole numbers. Null: the standard weights.",
    )
    mentor_weights: list[int] | None = strawberry.field(
        default=None,
        description="Weights of the mentor's ranks 1 to 6: six decreasing whole numbers. Null: the standard weights.",
    )
    max_lists_per_open_place: float | None = strawberry.field(
        default=None,
        description="Maximum number of lists per open place, 1 to 1,000. Null: computed so that all lists can be full.",
    )
    unmatched_bonus_percent: int = strawberry.field(
        default=0, description="Bonus for mentees without a mentor, in percent, 0 to 100."
    )
    working_hours_rule: HoursRule = strawberry.field(
        default=HoursRule.IGNORED, description="How the run uses common working hours."
    )
    mentor_cap: int | None = strawberry.field(default=None, description=f"Maximum number of mentees {CAP}")
    mentee_cap: int | None = strawberry.field(default=None, description=f"Maximum number of mentors {CAP}")
    seed: str | None = strawberry.field(
        default=None, description="Seed for breaking ties. Null: the base run's seed, or a new one without a base run."
    )

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


@strawberry.input(description="A trial run to compute: a preview of the next run, or a past run with other parameters.")
class RequestTrialRunInput(Keyed):
    base_run: strawberry.ID | None = strawberry.field(
        default=None, description="ID of the run whose recorded people are matched again. Null: the current people."
    )
    parameters: MatchingParametersInput | None = strawberry.field(
        default=None, description="Parameters of the trial run. Null: the standard parameters."
    )


@strawberry.type(description="Result of `requestTrialRun`: the trial run, or errors.")
class RequestTrialRunPayload(Changed):
    @strawberry.field(description="The trial run, which is done within seconds; null if the mutation failed.")
    async def trial_run(self, info: Info) -> TrialRun | None:
        if self.identity is None:
            return None
        actor, identity = (await info.context.viewer()).actor, TrialRunId(self.identity)
        found = await info.context.read(lambda queries: queries.trial_runs_by_id(actor, [identity]))
        return TrialRun.of(found[identity], await info.context.reference()) if identity in found else None


@strawberry.type
class MatchingMutation:
    @strawberry.mutation(description="Replace the mentors on the viewer's list who can no longer be requested (MAT-4).")
    async def replace_suggestions(self, info: Info, input: ReplaceSuggestionsInput) -> ReplaceSuggestionsPayload:
        use_case = info.context.use_cases.replace_suggestions
        outcome = await run_use_case(info, use_case, ReplaceSuggestionsCommand(), input.idempotency_key)
        return ReplaceSuggestionsPayload(errors=outcome.errors)

    @strawberry.mutation(
        description="Request a trial run, of which only the report is kept; `program` notifies when it is done. For the"
        " program office."
    )
    async def request_trial_run(self, info: Info, input: RequestTrialRunInput) -> RequestTrialRunPayload:
        given = input.parameters or MatchingParametersInput()
        try:
            parameters = given.parameters()
        except DomainError as error:
            if (await info.context.viewer()).actor.office:
                return RequestTrialRunPayload.of(failure(info, error))
            parameters = RunParameters()  # the use-case answers others that no such run exists
        basis = None if input.base_run is None else RunId(ids.identity_of("MatchingRun", input.base_run))
        use_case = info.context.use_cases.request_trial_run
        return RequestTrialRunPayload.of(
            await run_use_case(info, use_case, RequestTrialRunCommand(basis, parameters), input.idempotency_key)
        )
