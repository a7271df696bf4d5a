"""The State's holidays, which everybody reads and the program office looks after (MAT-2)."""

from datetime import date
from typing import Annotated

import strawberry

from moments.application.actions.program import holiday_steps
from moments.application.program.holidays import RemoveHolidayCommand, SetHolidayCommand
from moments.domain.program import holidays as domain
from moments.domain.program.holidays import YEARS
from moments.edge.errors import ClientError
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions


@strawberry.type(description="A weekday on which the State does not work; the cycle's dates do not fall on it (MAT-2).")
class Holiday:
    row: strawberry.Private[domain.Holiday]
    day: date = strawberry.field(description="Day on which the holiday is kept, in Central time.")
    name: str = strawberry.field(description="Name of the holiday to show to the user.")

    @classmethod
    def of(cls, row: domain.Holiday) -> "Holiday":
        return cls(row=row, day=row.day, name=row.name)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return viewer_actions(await info.context.relations(), holiday_steps(self.row), only)


async def _of_year(context: Context, year: int) -> list[Holiday]:
    calendar = await context.state_calendar()
    return [Holiday.of(each) for each in calendar.of_year(year)]


@strawberry.type
class HolidayQuery:
    @strawberry.field(
        description="The State's holidays of a year, in their order, each on the weekday on which it is kept. Shown "
        "without a sign-in."
    )
    async def holidays(
        self,
        info: Info,
        year: Annotated[int | None, strawberry.argument(description="The year; null for the present one.")] = None,
    ) -> list[Holiday]:
        if year is not None and year not in YEARS:
            raise ClientError(f"Ask for a year from {YEARS[0]} to {YEARS[-1]}.")
        return await _of_year(info.context, year or info.context.today().year)


@strawberry.type
class HolidayPayload(Changed):
    outcome = "the holidays of the day's year"

    @strawberry.field(description="The updated holidays of the day's year; null if the mutation failed.")
    async def holidays(self, info: Info) -> list[Holiday] | None:
        if self.identity is None:
            return None
        return await _of_year(info.context, date.fromisoformat(self.identity).year)


@strawberry.input(description="The day to keep as a holiday, or the holiday to rename (MAT-2).")
class SetHolidayInput(Keyed):
    day: date = strawberry.field(description="The weekday on which the State does not work.")
    name: str = strawberry.field(description="Name of the holiday.")


@payload
class SetHolidayPayload(HolidayPayload):
    pass


@strawberry.input(description="The holiday to remove, because the State works on that day (MAT-2).")
class RemoveHolidayInput(Keyed):
    day: date = strawberry.field(description="The day of the holiday.")


@payload
class RemoveHolidayPayload(HolidayPayload):
    pass


@strawberry.type
class HolidayMutation:
    @strawberry.mutation(
        description="Add a holiday of the State, or rename one. The dates of cycles that were not changed or begun "
        "follow. For the program office (MAT-2)."
    )
    async def set_holiday(self, info: Info, input: SetHolidayInput) -> SetHolidayPayload:
        command = SetHolidayCommand(input.day, input.name)
        use_case = info.context.use_cases.set_holiday
        return SetHolidayPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(
        description="Remove a holiday, because the State works on that day. The dates of cycles that were not changed "
        "or begun follow. For the program office (MAT-2)."
    )
    async def remove_holiday(self, info: Info, input: RemoveHolidayInput) -> RemoveHolidayPayload:
        command = RemoveHolidayCommand(input.day)
        use_case = info.context.use_cases.remove_holiday
        return RemoveHolidayPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))
