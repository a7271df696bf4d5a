"""The settings of a trial run: the run's parameters, the caps and the seed (MAT-8)."""

from dataclasses import dataclass, field

from moments.domain.matching.parameters import InvalidParameter, Parameters

HIGHEST_CAP = 5
MAX_SEED_LENGTH = 64


@dataclass(frozen=True, slots=True)
class RunParameters:
    """`mentor_cap`, `mentee_cap`: the maximum of confirmed mentorships at a time; None keeps the program's cap (CAP-1,
    CAP-2). A mentor who wants fewer keeps that limit. `seed`: None lets the run choose one.
    """

    matching: Parameters = field(default_factory=Parameters)
    mentor_cap: int | None = None
    mentee_cap: int | None = None
    seed: str | None = None

    def __post_init__(self) -> None:
        for name, cap in (("mentor_cap", self.mentor_cap), ("mentee_cap", self.mentee_cap)):
            if cap is not None and not 1 <= cap <= HIGHEST_CAP:
                raise InvalidParameter(
                    name, f"A cap is 1 to {HIGHEST_CAP} mentorships at a time. Enter a number in that range."
                )
        if self.seed is not None and not 1 <= len(self.seed) <= MAX_SEED_LENGTH:
            raise InvalidParameter(
                "seed", f"A seed has 1 to {MAX_SEED_LENGTH} characters. Enter a shorter or a longer one."
            )
