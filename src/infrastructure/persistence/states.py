"""Conditions on a mentorship's state, the constants written out: an index of only those rows matches no parameter."""

from sqlalchemy import Boolean, ColumnElement, literal_column

ACTIVE: ColumnElement[bool] = literal_column("mentorships.state = 'active'", Boolean)
REQUESTED: ColumnElement[bool] = literal_column("mentorships.state = 'requested'", Boolean)
OPEN: ColumnElement[bool] = literal_column("mentorships.state IN ('requested', 'active')", Boolean)
