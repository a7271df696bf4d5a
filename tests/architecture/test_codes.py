"""Each refusal of the program has its code in the schema; the check can fail."""

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator

from moments.domain.shared.errors import DomainError, DomainErrors
from moments.graphql.shared.codes import ErrorCode, code_of

IMPORT = "moments.application.directory"


def import_everything() -> None:
    for package in ("domain", "application"):
        folder = importlib.import_module(f"moments.{package}")
        for module in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
            importlib.import_module(module.name)


def below(root: type) -> Iterator[type]:
    for each in root.__subclasses__():
        yield each
        yield from below(each)


def ours(root: type) -> set[type]:
    """The concrete ones: what others are derived from is never raised or recorded itself. A class that `slots=True`
    made anew leaves a twin behind, which no module has."""
    import_everything()
    found = {each for each in below(root) if getattr(sys.modules.get(each.__module__), each.__name__, None) is each}
    bases = {base for each in found for base in each.__mro__[1:]}
    return {each for each in found - bases if each.__module__.startswith("moments.")}


def refusals() -> set[type[DomainError]]:
    """Those that a mutation may answer; an import of the directory is the command line's affair."""
    return {each for each in ours(DomainError) if not each.__module__.startswith(IMPORT)} - {DomainErrors}


def without_code(errors: Iterable[type[DomainError]]) -> list[str]:
    missing = []
    for error in errors:
        try:
            code_of(error)
        except KeyError:
            missing.append(error.__name__)
    return sorted(missing)


def test_every_refusal_has_its_code_and_every_code_its_refusal() -> None:
    assert without_code(refusals()) == []
    assert {code_of(each) for each in refusals()} == set(ErrorCode)


def test_a_planted_refusal_without_a_code_is_found() -> None:
    planted = type("MentorOnTheMoon", (DomainError,), {"__module__": "planted"})

    assert without_code([planted]) == ["MentorOnTheMoon"]
