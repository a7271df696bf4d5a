"""Seeds one after another, and what is told of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.databases import Databases
from tests.simulation.one_thread import no_threads
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
        with no_threads():
            for seed in seeds:
                span = Span(self.steps, self.years)
                failure = await play(seed, span, self._database, self.folder, figures, self.until)
                if failure is not None:
                    say(await self.told(failure))
        return figures

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
        async def fails(steps: Sequence[Step]) -> bool:
            again = await replay(failure.seed, steps, self._database, self.folder)
            return again is not None and again.name == failure.name

        return await shrink(failure.steps, fails)

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
