"""The program office adds, names and removes the State's holidays, on which the cycle's dates do not fall (MAT-2)."""

from dataclasses import dataclass
from datetime import date

from moments.application.access.policy import authorize, load_actor
from moments.application.use_case import Call, UseCase
from moments.domain.program.holidays import HolidayRemoved, HolidaySet


@dataclass(frozen=True, slots=True)
class SetHolidayCommand:
    day: date
    name: str


class SetHoliday(UseCase[SetHolidayCommand]):
    """Adds the holiday, or names it anew."""

    action = "setHoliday"

    async def execute(self, call: Call[SetHolidayCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "holiday", field_given=False)
        holiday = (await call.work.holidays.calendar()).set(call.command.day, call.command.name)
        await call.work.holidays.save(holiday.day, holiday.name)
        call.work.record(HolidaySet(occurred_at=call.at, by=call.by, day=holiday.day, name=holiday.name))
        return holiday.day.isoformat()


@dataclass(frozen=True, slots=True)
class RemoveHolidayCommand:
    day: date


class RemoveHoliday(UseCase[RemoveHolidayCommand]):
    """The State works on the day, also where the law makes it a holiday."""

    action = "removeHoliday"

    async def execute(self, call: Call[RemoveHolidayCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "holiday", field_given=False)
        holiday = (await call.work.holidays.calendar()).remove(call.command.day)
        await call.work.holidays.save(holiday.day, None)
        call.work.record(HolidayRemoved(occurred_at=call.at, by=call.by, day=holiday.day, name=holiday.name))
        return holiday.day.isoformat()
