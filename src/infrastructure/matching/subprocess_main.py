"""A process of its own for a long run: `python -m moments.infrastructure.matching.subprocess_main`, a task on its
standard input and the answer on its output. Exits when its parent exits, because its output pipe closes."""

import gc
import pickle
import sys

from moments.infrastructure.matching.computation import work


def main() -> None:
    gc.disable()  # nothing is thrown away before its end, and looking for it takes a tenth of the time
    task = pickle.load(sys.stdin.buffer)  # from our own parent
    pickle.dump(work(task), sys.stdout.buffer)


if __name__ == "__main__":
    main()
