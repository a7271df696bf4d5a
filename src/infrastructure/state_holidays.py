"""The holidays that the law gives the State (section 9.010, RSMo), as the library `holidays` works them out."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from holidays import country_holidays

_TO_WEEKDAY = {5: -1, 6: 1}
"""A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after."""


@cache
def usual_holidays(year: int) -> Mapping[date, str]:
    """The days on which the year's holidays are kept, with their names, and those on weekends."""
    found = dict(country_holidays("US", subdiv="MO", years=year))
    lincoln = date(year, 2, 12)  # the State's offices are closed; the library leaves it out
    found[lincoln + timedelta(days=_TO_WEEKDAY.get(lincoln.weekday(), 0))] = "Lincoln Day"
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})
