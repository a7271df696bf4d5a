"""Seeds one after another, and what is told of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.databases import Databases
from tests.simulation.one_thread import no_threads
from tests.simulation.planted import Planted
from tests.simulation.shrinking import shrink
from tests.simulation.simulation import Failure, Figures, Span, Step, play, replay


@dataclass(frozen=True, slots=True)
class Runner:
    """`until`: the last step that is taken. `shorten`: a failing list is made short before it is told."""

    databases: Databases
    folder: Path
    steps: int
    years: float
    shorten: bool = True
    until: int | None = None

    async def run(self, seeds: Iterable[int], say: Callable[[str], object]) -> Figures:
        figures = Figures()
        for seed in seeds:
            failure = await self.play(seed, figures)
            if failure is not None:
                say(await self.told(failure))
            elif seed % 10 == 0:
                say(f"up to seed {seed}: {report(figures)}")
        return figures

    async def play(self, seed: int, figures: Figures) -> Failure | None:
        with no_threads():
            return await play(seed, Span(self.steps, self.years), self._database, self.folder, figures, self.until)

    async def told(self, failure: Failure) -> str:
        steps = await self.shortened(failure) if self.shorten else list(failure.steps)
        again = f"python -m tests.simulation --seed {failure.seed} --steps {self.steps} --years {self.years:g}"
        lines = "\n".join(map(str, steps))
        return (
            f"seed {failure.seed} fails at step {failure.step}: {failure.what}\n"
            f"again: {again} --until {failure.step}\n"
            f"{len(steps)} of {len(failure.steps)} steps are enough:\n{lines}\n"
        )

    async def shortened(self, failure: Failure) -> list[Step]:
        return await shrink(failure.steps, lambda steps: self.fails(failure, steps))

    async def fails(self, failure: Failure, steps: Sequence[Step]) -> bool:
        """Whether these steps break the same invariant."""
        with no_threads():
            again = await replay(failure.seed, steps, self._database, self.folder)
        return again is not None and again.name == failure.name

    async def steps_of(self, seed: int) -> Sequence[Step]:
        taken: list[Step] = []
        with no_threads():
            span = Span(self.steps, self.years)
            await play(seed, span, self._database, self.folder, Figures(), self.until, told=taken.append)
        return taken

    def _database(self) -> tuple[str, Callable[[], None]]:
        url = self.databases.fresh()
        return url, lambda: self.databases.discard(url)


def report(figures: Figures) -> str:
    failing = ", ".join(f"{each.seed} at {each.step} ({each.name})" for each in figures.failures)
    pace = figures.steps / figures.seconds if figures.seconds else 0
    return (
        f"{figures.seeds} seeds, {figures.years:,.0f} years, {figures.steps:,} steps, {figures.people:,} people, "
        f"{figures.taken:,} actions taken and {figures.refused:,} refused, {figures.events:,} events, "
        f"{figures.letters:,} letters; {figures.seconds:,.0f} s of CPU, {pace:,.0f} steps a second; "
        f"fails: {failing or 'none'}"
    )


async def look_for(planted: Planted, runner: Runner, seeds: Iterable[int]) -> Mapping[int, Failure | None]:
    """What each seed finds of a fault that is planted; what else it may find is not counted."""
    found: dict[int, Failure | None] = {}
    for seed in seeds:
        with planted.plant():
            failure = await runner.play(seed, Figures())
        found[seed] = failure if failure is not None and failure.name in planted.found_by else None
    return found


def table_of(found: Mapping[Planted, Mapping[int, Failure | None]]) -> str:
    """As the decision record shows it."""
    lines = ["| planted fault | found in seeds | first at step | by |", "| --- | --- | --- | --- |"]
    for planted, by_seed in found.items():
        hits = [failure for failure in by_seed.values() if failure is not None]
        names = ", ".join(sorted({failure.name for failure in hits}))
        first = min((failure.step for failure in hits), default=0)
        lines.append(f"| {planted} | {len(hits)} of {len(by_seed)} | {first} | {names} |")
    return "\n".join(lines)
