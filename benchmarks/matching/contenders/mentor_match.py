"""mentor-match on a matrix of fits from standard input: five of its rounds, each with a mentor for a mentee."""

import json
import sys

from matching.mentee import Mentee  # pyright: ignore[reportMissingImports]
from matching.mentor import Mentor  # pyright: ignore[reportMissingImports]
from matching.process import process_data  # pyright: ignore[reportMissingImports]
from matching.rules.rule import Rule  # pyright: ignore[reportMissingImports]

given = json.load(sys.stdin)
fits, places = given["fits"], given["places"]


class Fit(Rule):
    def apply(self, match_object):
        score = fits[int(match_object.mentee.email[1:])][int(match_object.mentor.email[1:])]
        match_object.disallowed = score == 0
        return score

    def evaluate(self, match_object):
        return True


mentees = [Mentee(email=f"e{number}", grade=1) for number in range(len(fits))]
mentors = [Mentor(email=f"m{number}", grade=1) for number in range(len(places))]
process_data(mentors, mentees, [[Fit()] for _ in range(5)])
json.dump([(int(e.email[1:]), int(m.email[1:])) for e in mentees for m in e.mentors], sys.stdout)
