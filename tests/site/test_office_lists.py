"""The program office imports the directory, and keeps skills, survey choices, administrators and its own members."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from moments.cli.demo import invent
from moments.infrastructure.directory.writer import write_directory
from tests.site.conftest import PEOPLE
from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
OFFICE = "program office"
CHOICES = "{ surveyChoices { question choices revision } }"
SET = "mutation($input: SetSurveyChoicesInput!) { setSurveyChoices(input: $input) { errors { message } } }"


async def check_files(page: Page, employees: Path, departments: Path) -> None:
    await page.get_by_label("Employees").set_input_files(employees)
    await page.get_by_label("Departments").set_input_files(departments)
    await page.get_by_role("button", name="Check them").click()


async def test_bad_files_are_refused_with_their_problems_and_good_ones_imported(people: People, tmp_path: Path) -> None:
    demo = invent(PEOPLE)
    employees, departments = write_directory(demo.people[:-1], demo.departments, tmp_path)
    bad = tmp_path / "bad.csv"
    bad.write_text(employees.read_text("utf-8-sig").replace("full_time", "sometimes", 200), "utf-8")
    page = await people.sign_in(OFFICE, "/office/imports")
    await page.get_by_role("button", name="Check them").click()
    await expect(page.get_by_role("link", name="Choose the file of the employees.")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await check_files(page, bad, departments)
    await expect(page.get_by_role("heading", name="200 problems in the files")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("link", name="Upload other files").click()
    await check_files(page, employees, departments)
    await expect(page.get_by_role("heading", level=1)).to_have_text("What these files would change")
    await page.get_by_role("button", name="Import: ").click()
    await expect(page.get_by_role("heading", name="Import these files?")).to_be_focused()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name="Yes, import").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("What the import changed")
    await page.get_by_role("navigation", name="Program office").get_by_role("link", name="Imports").click()
    table = page.get_by_role("table", name="The imports")
    await expect(table).to_contain_text("Imported")
    await expect(table).to_contain_text("Refused, nothing changed")


async def test_a_skill_is_added_once_retired_and_brought_back(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/skills")
    assert await overflow(page) == 0
    for expected in ("Storytelling can be chosen now.", "Storytelling is in the catalog already."):
        await page.get_by_text("Soft skill", exact=True).click()
        await page.get_by_role("textbox", name="Name").fill("Storytelling")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_text(expected).first).to_be_visible()
    await expect(page.get_by_role("textbox", name="Name")).to_have_attribute("aria-invalid", "true")
    assert await violations(page) == []
    await page.get_by_role("button", name="Retire Storytelling").click()
    await expect(page.get_by_role("heading", name="Retire Storytelling?")).to_be_focused()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Retire Storytelling")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Yes, retire").click()
    await page.get_by_role("button", name="Bring back Storytelling").click()
    await expect(page.get_by_role("button", name="Retire Storytelling")).to_be_visible()


@pytest.mark.rule("MAT-2")
async def test_a_holiday_is_added_renamed_and_removed(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/holidays?year=2029")
    await expect(page.get_by_role("heading", level=3, name="Columbus Day")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(page.get_by_role("group", name="There is a problem")).to_contain_text("Enter the date")
    await page.get_by_label("Month").select_option("April")
    for day, expected in (("21", "is a Saturday"), ("23", "Day of mourning, Monday, April 23, 2029, is a holiday.")):
        await page.get_by_label("Day", exact=True).fill(day)
        await page.get_by_role("textbox", name="Name").fill("Day of mourning")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_text(expected).first).to_be_visible()
    await page.get_by_role("button", name="Rename Day of mourning").click()
    await expect(page.get_by_role("heading", name="Rename Day of mourning")).to_be_focused()
    assert await violations(page) == []
    await page.get_by_role("textbox", name="New name").fill("Day of remembrance")
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("button", name="Remove Day of remembrance").click()
    await expect(page.get_by_role("heading", name="Remove Day of remembrance?")).to_be_focused()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Remove Day of remembrance")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Yes, remove").click()
    await expect(page.get_by_text("Day of remembrance")).to_have_count(0)
    days = [each["day"] for each in site.ask(OFFICE, "{ holidays(year: 2029) { day } }")["holidays"]]
    assert "2029-04-23" not in days
    assert "2029-10-08" in days


async def test_two_who_edit_the_choices_lose_nothing_unseen(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/survey-choices")
    form = page.get_by_role("form", name="How did you meet?")
    await form.get_by_label("Choice 1", exact=True).fill("Face to face")
    stored = next(each for each in site.ask(OFFICE, CHOICES)["surveyChoices"] if each["question"] == "HOW_MET")
    theirs = [*stored["choices"], "By mail"]
    changed = {"question": "HOW_MET", "choices": theirs, "expectedRevision": stored["revision"]}
    assert site.ask(OFFICE, SET, {"input": changed})["setSurveyChoices"]["errors"] == []
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("Somebody saved other choices while you edited.")
    await expect(form).to_contain_text("By mail")
    await expect(form.get_by_label("Choice 1", exact=True)).to_have_value("Face to face")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await form.get_by_role("button", name="Take theirs").click()
    await expect(form.locator("input")).to_have_count(len(theirs))
    await form.get_by_role("button", name="Remove By mail").click()
    await expect(form.get_by_role("button", name=f"Remove {theirs[-2]}")).to_be_focused()
    await form.get_by_role("button", name="Move down In person").press("Enter")
    await expect(form.get_by_role("button", name="Move down In person")).to_be_focused()
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("Saved.")
    kept = next(each for each in site.ask(OFFICE, CHOICES)["surveyChoices"] if each["question"] == "HOW_MET")
    assert kept["choices"] == [theirs[1], theirs[0], *theirs[2:-1]]


async def test_a_member_is_named_by_email_and_removed_by_keyboard(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/members")
    email = page.get_by_label("Work email")
    await email.fill("nobody@oa.mo.example")
    await email.press("Enter")
    await expect(page.get_by_role("link", name="Nobody in the State's records has this email.")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await email.fill(site.email("has not applied yet"))
    await email.press("Enter")
    await page.get_by_role("button", name="Yes, add").press("Enter")
    await expect(page.get_by_text("is of the program office now.")).to_be_visible()
    ((name,),) = site.rows(
        "SELECT first_name || ' ' || last_name FROM employees WHERE email = ?", site.email("has not applied yet")
    )
    await page.get_by_role("button", name=f"Remove {name}").press("Enter")
    await expect(page.get_by_role("heading", name=f"Remove {name}?")).to_be_focused()
    assert await violations(page) == []
    await page.get_by_role("button", name=f"Yes, remove {name}").press("Enter")
    await expect(page.get_by_text(f"{name} is no longer of the program office.")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()


async def test_each_departments_administrators_are_on_one_page(people: People) -> None:
    page = await people.sign_in(OFFICE, "/office/administrators")
    await expect(page.get_by_role("region", name="Administrators of Department of Corrections")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert await violations(page) == []
    assert await overflow(page) == 0
