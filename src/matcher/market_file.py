"""The file of a market: JSON, gzipped or not (format: docs/matching.md). Each error names the field or row."""

import gzip
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import orjson

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.market import ExcludedPair, Market
from moments.domain.matching.parameters import MAX_LIST_LENGTH
from moments.domain.matching.people import Mentee, Mentor, NonParticipation
from moments.domain.program.skills import MAX_SKILLS, MIN_SKILLS, RankedSkills, SkillCategory
from moments.domain.program.working_hours import CHOICES
from moments.domain.shared.ids import PersonId, SkillId

FORMAT = "mentor-match-instance/1"
_PAIRS = {"mentorships": Exclusion.EXISTING, "pending": Exclusion.PENDING, "declined": Exclusion.DECLINED}
_HOURS = frozenset(choice.id for choice in CHOICES)
_GZIP = b"\x1f\x8b"


class BadInstance(Exception):
    """`problems`: one sentence each, with the field or row."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True, slots=True)
class Instance:
    market: Market
    list_length: int
    notes: tuple[str, ...]


def skill_id(category: str, name: str) -> SkillId:
    """A name can be in both categories; the two are different skills."""
    return SkillId(f"{category}/{name}")


def skill_name(skill: SkillId) -> tuple[str, str]:
    category, _, name = skill.partition("/")
    return category, name


def read_instance(path: Path) -> Instance:
    """Raises BadInstance, OSError."""
    return _Reader(_parsed(_unpacked(path))).instance()


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    if not data.startswith(_GZIP):
        return data
    try:
        return gzip.decompress(data)
    except EOFError:
        raise BadInstance("The file ends in the middle: the gzip stream is cut off. Copy it again.") from None
    except (gzip.BadGzipFile, zlib.error) as bad:
        raise BadInstance(f"The gzip stream is damaged ({bad}). Copy the file again.") from None


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError as bad:
        raise BadInstance(f"Line {bad.lineno}, column {bad.colno}: this is not JSON ({bad.msg}).") from None
    if not _is_object(content):
        raise BadInstance(f"The file holds {_kind(content)} where an object with mentees and mentors is expected.")
    return content


def _kind(value: object) -> str:
    names: Mapping[type, str] = {
        list: "a list",
        str: "a text",
        int: "a number",
        float: "a number",
        bool: "true or false",
        dict: "an object",
    }
    return "nothing" if value is None else names.get(type(value), "something else")


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


class _Reader:
    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content
        self._problems: list[str] = []
        self._few = 0

    def instance(self) -> Instance:
        self._check_format()
        self._skills = {category.value: self._names(category.value) for category in SkillCategory}
        caps = {side: self._number(f"{side}_cap", 2, 0, 1_000) for side in ("mentee", "mentor")}
        length = self._number("list_length", MAX_LIST_LENGTH, 1, MAX_LIST_LENGTH)
        people = {side: self._people(f"{side}s") for side in ("mentee", "mentor")}
        self._stop_if_bad()
        pairs = {key: self._pairs(key, people) for key in _PAIRS}
        self._stop_if_bad()
        taken = {
            side: Counter(pair[place] for pair in pairs["mentorships"])
            for place, side in enumerate(("mentee", "mentor"))
        }
        market = Market(
            tuple(self._mentee(row, caps["mentee"], taken["mentee"]) for row in people["mentee"].values()),
            tuple(self._mentor(row, caps["mentor"], taken["mentor"]) for row in people["mentor"].values()),
            tuple(ExcludedPair(*pair, why) for key, why in _PAIRS.items() for pair in pairs[key]),
            tuple(skill_id(category, name) for category, names in self._skills.items() for name in names),
        )
        few = f"{self._few} people have fewer than {MIN_SKILLS} skills; they are matched by what they have."
        return Instance(market, length, (few,) if self._few else ())

    def _stop_if_bad(self) -> None:
        if self._problems:
            raise BadInstance(*self._problems)

    def _check_format(self) -> None:
        if (named := self._content.get("format", FORMAT)) != FORMAT:
            raise BadInstance(f"format: {named!r} is not a format known here; it should be {FORMAT!r}.")

    def _names(self, category: str) -> dict[str, SkillId]:
        skills = self._content.get("skills")
        names = skills.get(category) if _is_object(skills) else None
        if not _is_list(names) or not all(isinstance(name, str) and name for name in names):
            raise BadInstance(f"skills.{category}: a list of names is expected.")
        for name, times in Counter(names).items():
            if times > 1:
                self._problems.append(f"skills.{category}: {name!r} is there {times} times.")
        return {name: skill_id(category, name) for name in names}

    def _number(self, key: str, usual: int, low: int, high: int) -> int:
        value = self._content.get(key, usual)
        if type(value) is not int or not low <= value <= high:
            self._problems.append(f"{key}: a whole number from {low} to {high} is expected.")
            return usual
        return value

    def _people(self, key: str) -> dict[str, dict[str, Any]]:
        rows = self._content.get(key)
        if not _is_list(rows):
            self._problems.append(f"{key}: a list of people is expected; it is {_kind(rows)}.")
            return {}
        found: dict[str, dict[str, Any]] = {}
        for number, row in enumerate(rows):
            bad = [] if self._is_plain(row, key) else list(self._row_problems(row, key))
            if not bad and row["id"] in found:
                bad = [f"id: {row['id']!r} is there twice."]
            self._problems.extend(f"{key}[{number}].{problem}" for problem in bad)
            if not bad:
                found[row["id"]] = row
        return found

    def _is_plain(self, row: Any, key: str) -> bool:
        """A fast check that accepts most rows; the others get the full check."""
        try:
            career, soft = row["career"], row["soft"]
            return (
                type(row["id"]) is str and type(row["person"]) is str and type(row["department"]) is str
                and bool(row["id"]) and bool(row["person"])
                and (row["supervisor"] is None or type(row["supervisor"]) is str)
                and (key == "mentees" or type(row["available"]) is bool)
                and "hours" not in row and _is_list(career) and _is_list(soft)
                and all(map(self._skills["career"].__contains__, career))
                and all(map(self._skills["soft"].__contains__, soft))
                and MIN_SKILLS <= len(career) + len(soft) <= MAX_SKILLS
                and len(set(career)) + len(set(soft)) >= MIN_SKILLS
            )  # fmt: skip
        except (KeyError, TypeError, AttributeError):
            return False

    def _row_problems(self, row: object, key: str) -> Iterator[str]:
        if not _is_object(row):
            yield f": an object is expected; it is {_kind(row)}."
            return
        for field in ("id", "person"):
            if not isinstance(row.get(field), str) or not row[field]:
                yield f"{field}: a text is expected; it is {_kind(row.get(field))}."
        if not isinstance(row.get("supervisor"), str | None):
            yield f"supervisor: a person's id or null is expected; it is {_kind(row['supervisor'])}."
        if not isinstance(row.get("department", ""), str):
            yield f"department: a text is expected; it is {_kind(row['department'])}."
        if key == "mentors" and not isinstance(row.get("available", True), bool):
            yield f"available: true or false is expected; it is {_kind(row['available'])}."
        if row.get("hours") is not None and row["hours"] not in _HOURS:
            yield f"hours: {row['hours']!r} is not one of {', '.join(sorted(_HOURS))}."
        yield from self._skill_problems(row)

    def _skill_problems(self, row: dict[str, Any]) -> Iterator[str]:
        count = 0
        for category, known in self._skills.items():
            names = row.get(category, [])
            if not _is_list(names):
                yield f"{category}: a ranked list of names is expected; it is {_kind(names)}."
                return
            for name in names:
                if not isinstance(name, str) or name not in known:
                    yield f"{category}: {name!r} is not among skills.{category}."
            count += len({name for name in names if isinstance(name, str)})
        if count > MAX_SKILLS:
            yield f"career and soft: at most {MAX_SKILLS} skills together; there are {count}."
        self._few += count < MIN_SKILLS

    def _pairs(self, key: str, people: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str]]:
        rows = self._content.get(key, [])
        if not _is_list(rows):
            self._problems.append(f"{key}: a list of pairs is expected; it is {_kind(rows)}.")
            return []
        found: list[tuple[str, str]] = []
        for number, row in enumerate(rows):
            if not (_is_list(row) and len(row) == 2 and all(isinstance(each, str) for each in row)):
                self._problems.append(f"{key}[{number}]: a pair of a mentee's id and a mentor's is expected.")
                continue
            unknown = [
                (side, each) for side, each in zip(("mentee", "mentor"), row, strict=True) if each not in people[side]
            ]
            self._problems.extend(f"{key}[{number}]: there is no {side} {each!r}." for side, each in unknown)
            if not unknown:
                found.append((row[0], row[1]))
        return found

    def _ranked(self, row: Mapping[str, Any]) -> RankedSkills:
        """A skill named twice keeps its first rank."""
        career, soft = (
            tuple(dict.fromkeys(known[name] for name in row.get(category, ())))
            for category, known in self._skills.items()
        )
        return RankedSkills(career, soft)

    def _mentee(self, row: Mapping[str, Any], cap: int, taken: Mapping[str, int]) -> Mentee:
        places = max(cap - taken[row["id"]], 0)
        return Mentee(
            row["id"], PersonId(row["person"]), row.get("department", ""), row.get("supervisor"), self._ranked(row),
            places, hours=row.get("hours"), has_mentor=taken[row["id"]] > 0,
        )  # fmt: skip

    def _mentor(self, row: Mapping[str, Any], cap: int, taken: Mapping[str, int]) -> Mentor:
        non_participation = () if row.get("available", True) else (NonParticipation.UNAVAILABLE,)
        places = max(cap - taken[row["id"]], 0)
        return Mentor(
            row["id"], PersonId(row["person"]), row.get("department", ""), row.get("supervisor"), self._ranked(row),
            places, non_participation, row.get("hours"),
        )  # fmt: skip
