"""`matching` on a matrix of fits from standard input: its hospital-resident game, a mentor for a mentee."""

import json
import sys
import threading

from matching.games import HospitalResident  # pyright: ignore[reportMissingImports]

sys.setrecursionlimit(1_000_000)  # the package copies its players, who know each other, one within the other
threading.stack_size(512 << 20)


def main() -> None:
    given = json.load(sys.stdin)
    fits, theirs, places = given["fits"], given["theirs"], given["places"]
    may = [[m for m in sorted(range(len(places)), key=lambda m: -row[m]) if row[m]] for row in fits]
    asked = {m: [] for m in range(len(places))}
    for e, mentors in enumerate(may):
        for m in mentors:
            asked[m].append(e)
    ranked = {m: sorted(these, key=lambda e: (-theirs[e][m], e)) for m, these in asked.items() if these}
    game = HospitalResident.create_from_dictionaries(
        {f"e{e}": [f"m{m}" for m in mentors] for e, mentors in enumerate(may) if mentors},
        {f"m{m}": [f"e{e}" for e in these] for m, these in ranked.items()},
        {f"m{m}": places[m] for m in ranked},
    )
    solved = game.solve()
    json.dump([(int(e.name[1:]), int(m.name[1:])) for m, these in solved.items() for e in these], sys.stdout)


thread = threading.Thread(target=main)
thread.start()
thread.join()
