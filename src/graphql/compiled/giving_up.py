"""How compiled code says that graphql-core has to answer."""

from typing import NoReturn


class NotCompilable(Exception):
    """The operation has something that only graphql-core knows."""


class GivesUp(Exception):
    """This answer is not the plain success that compiled code knows."""


def give_up(*_: object) -> NoReturn:
    raise GivesUp
