"""`moments match` as somebody at a terminal meets it: files in, files out, and mistakes told by their place."""

import gzip
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from moments.cli import app
from moments.domain.matching.fit import fit
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId

CAREERS, SOFTS = ["Delegation", "Networking", "Mentoring"], ["Patience", "Networking", "Tact"]


def an_instance(mentees: int = 30, mentors: int = 15, seed: int = 1) -> dict[str, Any]:
    random = Random(seed)

    def profile() -> dict[str, Any]:
        return {
            "department": random.choice("AB"),
            "supervisor": None,
            "career": random.sample(CAREERS, random.randint(1, 3)),
            "soft": random.sample(SOFTS, random.randint(2, 3)),
        }

    return {
        "format": "mentor-match-instance/1", "list_length": 5, "mentor_cap": 2, "mentee_cap": 2,
        "skills": {"career": CAREERS, "soft": SOFTS},
        "mentees": [{"id": f"E{n}", "person": f"P{n}"} | profile() for n in range(mentees)],
        "mentors": [{"id": f"M{n}", "person": f"Q{n}", "available": n % 7 != 6} | profile() for n in range(mentors)],
        "mentorships": [["E0", "M0"], ["E0", "M1"], ["E1", "M0"]],
        "pending": [["E2", "M2"]], "declined": [["E3", "M3"]],
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(instance: dict[str, Any], name: str = "in.json") -> str:
    Path(name).write_text(json.dumps(instance))
    return name


def match(*words: str) -> Result:
    result = CliRunner().invoke(app, ["match", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def out(name: str = "out.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(name).read_text())
    return found


@pytest.mark.rule("MAT-3", "MAT-4", "MAT-6")
def test_every_mentee_with_an_open_place_has_a_list_in_the_format(folder: Path) -> None:
    instance = an_instance()
    assert match(written(instance), "-o", "out.json").exit_code == 0
    lists = out()["suggestions"]
    assert set(lists) == {mentee["id"] for mentee in instance["mentees"]} - {"E0"}
    shown = {mentor["mentor"] for each in lists.values() for mentor in each}
    assert shown <= {mentor["id"] for mentor in instance["mentors"] if mentor["available"]} - {"M0"}
    assert "M2" not in {each["mentor"] for each in lists["E2"]}
    assert "M3" not in {each["mentor"] for each in lists["E3"]}
    people = {each["id"]: each for each in (*instance["mentees"], *instance["mentors"])}
    for mentee, suggestions in lists.items():
        assert len(suggestions) <= 5
        for each in suggestions:
            found = fit(profile(people[mentee]), profile(people[each["mentor"]]))
            assert each["score"] == found.score / 10_000
            assert each["matched"] == [
                {"category": t.skill.split("/")[0], "skill": t.skill.split("/")[1],
                 "mentee_rank": t.mentee_rank, "mentor_rank": t.mentor_rank} for t in found.common
            ]  # fmt: skip


def profile(row: dict[str, Any]) -> RankedSkills:
    return RankedSkills(
        tuple(SkillId(f"career/{name}") for name in row["career"]),
        tuple(SkillId(f"soft/{name}") for name in row["soft"]),
    )


@pytest.mark.rule("MAT-8")
def test_rows_in_another_order_give_the_same_bytes(folder: Path) -> None:
    instance = an_instance()
    match(written(instance), "-o", "one.json", "--seed", "2026-Q1")
    for key in ("mentees", "mentors", "mentorships"):
        Random(5).shuffle(instance[key])
    Path("in.json.gz").write_bytes(gzip.compress(json.dumps(instance).encode()))
    match("in.json.gz", "-o", "two.json", "--seed", "2026-Q1")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


@pytest.mark.rule("MAT-4")
def test_an_empty_list_has_a_reason_and_what_would_change_it(folder: Path) -> None:
    instance = an_instance(3, 2)
    instance["mentorships"] = instance["pending"] = instance["declined"] = []
    for mentor in instance["mentors"]:
        mentor |= {"career": ["Delegation"], "soft": ["Patience", "Tact"]}
    instance["mentees"][0] |= {"career": ["Networking", "Mentoring"], "soft": ["Networking"]}
    match(written(instance), "-o", "out.json")
    assert out()["suggestions"]["E0"] == []
    reason = out()["reasons"]["E0"]
    assert reason["reason"] == "nobody_offers"
    assert {"category": "soft", "skill": "Tact", "mentors": 2} in reason["would_give"]


@pytest.mark.rule("MAT-7", "MAT-8")
def test_the_certificate_is_printed_and_kept_with_the_figures_and_the_prices(folder: Path) -> None:
    result = match(written(an_instance()), "-o", "out.json", "--report")
    assert "Matched if all ask down their lists" in result.stdout
    kept = out()
    reached = 1_000 * kept["certificate"]["value"] // kept["certificate"]["bound"]
    assert f"The lists reach at least {reached / 10}% of the best any lists could." in result.stderr
    assert kept["certificate"]["value"] <= kept["certificate"]["bound"]
    assert kept["figures"]["mentees"] == 29
    assert kept["figures"]["matched"] <= kept["figures"]["matched_at_most"]
    assert set(kept["prices"]) == set(kept["limits"])
    assert len(kept["fingerprint"]) == 64


def test_settings_of_the_office_are_taken(folder: Path) -> None:
    source = written(an_instance())
    weights = ("--mentee-weights", "60,50,40,3,2,1")
    match(source, "-o", "out.json", "--list-length", "2", *weights, "--max-lists-per-open-place", "3")
    assert max(len(each) for each in out()["suggestions"].values()) == 2
    assert out()["parameters"]["mentee_weights"] == [60, 50, 40, 3, 2, 1]
    assert max(out()["limits"].values()) <= 7


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"mentees": None}, "mentees: a list of people is expected"),
        ({"format": "other/2"}, "format: 'other/2'"),
        ({"list_length": 9}, "list_length: a whole number from 1 to 5"),
        ({"skills": {"career": CAREERS}}, "skills.soft"),
        ({"skills": {"career": [*CAREERS, "Delegation"], "soft": SOFTS}}, "'Delegation' is there 2 times"),
        ({"pending": [["E1", "M99"]]}, "pending[0]: there is no mentor 'M99'"),
        ({"declined": [["E1"]]}, "declined[0]: a pair"),
        ({"mentorships": "none"}, "mentorships: a list of pairs"),
    ],
)
def test_a_bad_file_is_refused_by_the_field(folder: Path, change: dict[str, Any], told: str) -> None:
    result = match(written(an_instance() | change), "-o", "out.json")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not Path("out.json").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "E1"}, "mentees[2].id: 'E1' is there twice"),
        ({"id": 7}, "mentees[2].id: a text is expected"),
        ({"person": None}, "mentees[2].person"),
        ({"supervisor": 3}, "mentees[2].supervisor"),
        ({"career": ["Juggling"]}, "mentees[2].career: 'Juggling' is not among skills.career"),
        ({"soft": "Tact"}, "mentees[2].soft: a ranked list"),
        ({"hours": "always"}, "mentees[2].hours: 'always'"),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_field(folder: Path, change: dict[str, Any], told: str) -> None:
    instance = an_instance()
    instance["mentees"][2] |= change
    result = match(written(instance), "-o", "out.json")
    assert result.exit_code == 1
    assert told in result.stderr


def test_too_many_skills_are_refused_and_too_few_are_noted(folder: Path) -> None:
    instance = an_instance()
    instance["skills"]["career"] = [*CAREERS, "A", "B", "C", "D"]
    instance["mentors"][0] |= {"career": ["A", "B", "C", "D"], "soft": SOFTS}
    assert "at most 6 skills together; there are 7" in match(written(instance), "-o", "out.json").stderr
    instance["mentors"][0] |= {"career": ["A"], "soft": []}
    assert "1 people have fewer than 3" in match(written(instance), "-o", "out.json").stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "this is not JSON"),
        (b"[1, 2]", "holds a list"),
        (gzip.compress(b"{}" * 5_000, mtime=0)[:30], "cut off"),
        (b"\x1f\x8b nonsense", "damaged"),
    ],
)
def test_what_is_no_json_or_no_whole_gzip_is_told(folder: Path, content: bytes, told: str) -> None:
    Path("bad").write_bytes(content)
    result = match("bad", "-o", "out.json")
    assert result.exit_code == 1
    assert told in result.stderr


@pytest.mark.parametrize(
    "words", [("--mentee-weights", "1,2"), ("--mentee-weights", "a"), ("--unmatched-bonus-percent", "300")]
)
def test_settings_out_of_range_are_bad_usage(folder: Path, words: tuple[str, str]) -> None:
    assert match(written(an_instance()), "-o", "out.json", *words).exit_code == 2


def test_a_folder_that_is_not_there_is_told_and_what_was_there_stays(folder: Path) -> None:
    result = match(written(an_instance()), "-o", "nowhere/out.json")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert sorted(each.name for each in folder.iterdir()) == ["in.json"]
