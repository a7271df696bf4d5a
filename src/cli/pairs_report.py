"""What an import's plan says of employee ids and of departments' codes (DIR-2, DIR-3), as tables."""

from collections.abc import Iterator, Sequence

from moments.application.directory.plan import ImportPlan
from moments.domain.participants.renumbering import Likeness, Renumbering

Section = tuple[str, Sequence[str], Sequence[tuple[str, ...]]]
_WORDS = {Likeness.EMAIL: "email", Likeness.NAME_AND_HIRE_DATE: "name and hire date"}


def pairs_sections(plan: ImportPlan) -> Iterator[Section]:
    yield (
        "People who look like somebody with another employee id. Both are left as they are until you say which it is: "
        "--renumber OLD=NEW for one person, --two-people OLD=NEW for two, or on the office's page of imports",
        ("OLD=NEW", "in the directory", "email", "in the file", "email", "they have in common"),
        [_pair(plan, each) for each in plan.pairs],
    )
    yield (
        "People who have another employee id",
        ("before", "now", "name"),
        [(old, plan.after[who].number, plan.after[who].name) for who, old in plan.renumbered.items()],
    )
    yield "Departments whose code changes", ("before", "now"), list(plan.moves.to.items())
    yield (
        "Former codes that are ignored, because a department still has them",
        ("code",),
        [(code,) for code in plan.moves.ignored],
    )


def _pair(plan: ImportPlan, pair: Renumbering) -> tuple[str, ...]:
    old, new = plan.after[pair.person], pair.row
    assert new is not None, "it is not decided"
    common = " and ".join(_WORDS[each] for each in pair.likenesses)
    return f"{old.number}={pair.number}", old.name, old.email, new.name, new.email, common
