"""The program office finds anybody, sees to those who ask to be contacted, and reads results, surveys and the audit."""

import pytest
from playwright.async_api import expect

from tests.site.people import People, overflow, violations
from tests.site.server import SiteServer

pytestmark = pytest.mark.long
OFFICE = "program office"
FOLLOW_UPS = "{ viewer { officeDashboard { followUps(orderBy: OLDEST, first: 1) { nodes { id person { name } } } } } }"
ACTIVE = """{
  viewer { officeDashboard { mentorships(states: [ACTIVE], first: 1) { nodes { id mentor { email } } } } }
}"""
END = "mutation($input: DiscontinueMentorshipInput!) { discontinueMentorship(input: $input) { errors { message } } }"
DUE = """query($first: Int!) {
  viewer { officeDashboard { surveys(answered: false, first: $first) { nodes { id person { email } } } } }
}"""
ANSWER = "mutation($input: SubmitSurveyInput!) { submitSurvey(input: $input) { errors { message } } }"
HANDLE = "mutation($input: HandleFollowUpInput!) { handleFollowUp(input: $input) { errors { message } } }"


def ask_to_be_contacted(site: SiteServer, several: int) -> None:
    """Both sides of a mentorship that ends, and whoever was to answer already."""
    (pair,) = site.ask(OFFICE, ACTIVE)["viewer"]["officeDashboard"]["mentorships"]["nodes"]
    assert site.ask(pair["mentor"]["email"], END, {"input": {"mentorship": pair["id"]}})["discontinueMentorship"] == {
        "errors": []
    }
    due = site.ask(OFFICE, DUE, {"first": several})["viewer"]["officeDashboard"]["surveys"]["nodes"]
    assert len(due) == several
    for survey in due:
        answers = {"survey": survey["id"], "contactMe": True, "comments": "Please call me.\nIt is about the program."}
        assert site.ask(survey["person"]["email"], ANSWER, {"input": answers})["submitSurvey"]["errors"] == []


async def test_anybody_is_found_by_name_without_accents_and_back_leads_to_the_same_row(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in(OFFICE, "/office/follow-ups")
    ((name,), *_) = site.rows(
        "SELECT first_name || ' ' || last_name FROM employees WHERE last_name LIKE 'Mu_oz' AND left_on IS NULL"
    )
    assert "ñ" in name
    await page.get_by_label("Find a person by name or email").fill("munoz")
    await page.get_by_role("button", name="Find", exact=True).click()
    row = page.get_by_role("link", name=name, exact=True).first
    await expect(row).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0
    await row.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await page.go_back()
    await expect(row).to_be_focused()


async def test_a_suspended_persons_page_says_why_nobody_finds_them(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/mentorships?suspended=yes")
    await expect(page.get_by_text("They go on; you may want to call them.")).to_be_visible()
    ((name,),) = site.rows(
        "SELECT first_name || ' ' || last_name FROM employees WHERE email = ?",
        site.email("suspended, mentorship goes on"),
    )
    await page.get_by_role("link", name=name, exact=True).first.click()
    await expect(page.get_by_text(f"Mentees don't find {name} in the search")).to_contain_text("is suspended")
    await expect(page.get_by_role("table", name="Requests and mentorships of this person")).to_be_visible()
    await expect(page.get_by_role("table", name="The latest records about this person")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0


async def test_a_list_is_narrowed_in_its_address_and_its_file_has_the_same_filters(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in(OFFICE, "/office/applications")
    await page.get_by_label("State").select_option("Denied")
    await page.get_by_role("button", name="Show", exact=True).click()
    await page.wait_for_url("**/office/applications?state=DENIED")
    table = page.get_by_role("table", name="The applications")
    await expect(table.locator("tbody tr").first).to_contain_text("Denied")
    await expect(page.get_by_role("link", name="Download all as CSV")).to_have_attribute(
        "href", "/exports/applications.csv?states=DENIED"
    )
    await page.get_by_label("Name", exact=True).fill("nobody of that name")
    await page.get_by_role("button", name="Show", exact=True).click()
    await expect(page.get_by_text("Nobody of that name has applied.")).to_be_visible()


async def test_who_asks_to_be_contacted_is_done_once_by_whoever_was_first(people: People, site: SiteServer) -> None:
    ask_to_be_contacted(site, 2)
    page = await people.sign_in(OFFICE, "/office/follow-ups")
    (first,) = site.ask(OFFICE, FOLLOW_UPS)["viewer"]["officeDashboard"]["followUps"]["nodes"]
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=first["person"]["name"]))
    await row.get_by_role("button", name="I've been in touch").click()
    await expect(row.get_by_text("Done by you at")).to_be_focused()
    assert await violations(page) == []
    assert await overflow(page) == 0
    (second,) = site.ask(OFFICE, FOLLOW_UPS)["viewer"]["officeDashboard"]["followUps"]["nodes"]
    assert second["id"] != first["id"]
    site.ask(OFFICE, HANDLE, {"input": {"survey": second["id"]}})
    other = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=second["person"]["name"]))
    await expect(other).to_contain_text("Somebody of the office has been in touch.")


async def test_results_are_sentences_figures_and_tables_and_hide_few_people(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/results")
    await expect(page.get_by_text("applications were decided in")).to_have_count(3)
    await expect(page.get_by_role("table", name="Skills, the scarcest first")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert await violations(page) == []
    assert await overflow(page) == 0
    people_cells = (
        await page.get_by_role("table", name="Mentees and mentors by department")
        .locator("td:nth-child(3), td:nth-child(5)")
        .all_inner_texts()
    )
    assert people_cells
    assert all(cell == "Not shown" or int(cell.replace(",", "")) >= 5 for cell in people_cells)
    await page.emulate_media(media="print")
    await expect(page.locator(".find-person")).to_be_hidden()
    await expect(page.get_by_role("heading", name="In short")).to_be_visible()


async def test_a_survey_opens_with_all_its_answers(people: People, site: SiteServer) -> None:
    page = await people.sign_in(OFFICE, "/office/surveys")
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("table", name="The answered surveys").get_by_role("link").first.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Survey of")
    await expect(page.get_by_text("Overall experience")).to_be_visible()
    assert await violations(page) == []
    assert await overflow(page) == 0


async def test_the_audit_is_narrowed_by_action_and_its_times_are_to_the_second(
    people: People, site: SiteServer
) -> None:
    page = await people.sign_in(OFFICE, "/office/audit")
    await page.get_by_label("What happened").select_option("Mentor requested")
    await page.get_by_label("Time").select_option("All that is recorded")
    await page.get_by_role("button", name="Show", exact=True).click()
    await page.wait_for_url("**action=MENTOR_REQUESTED**")
    table = page.get_by_role("table", name="The entries")
    await expect(table.locator("tbody tr").first).to_contain_text("asked the mentor")
    assert await table.locator("tbody time").first.inner_text() != ""
    assert (await table.locator("tbody time").first.inner_text()).count(":") == 2
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.get_by_role("link", name="Show the oldest first").click()
    await expect(page.get_by_text("Oldest first.")).to_be_visible()


ELIGIBLE = "query($id: ID!) { node(id: $id) { ... on Participant { person { name } eligibility { eligible } } } }"
DEPARTMENTS_PEOPLE = """{
  viewer { person { id } administratorDashboard { participants(first: 2) { nodes { id person { id } } } } }
}"""


@pytest.mark.rule("ELIG-5")
async def test_who_has_read_a_persons_private_facts_is_found_from_their_page(people: People, site: SiteServer) -> None:
    reader = "department's administrator"
    viewer = site.ask(reader, DEPARTMENTS_PEOPLE)["viewer"]
    found = viewer["administratorDashboard"]["participants"]["nodes"]
    one = next(each for each in found if each["person"] != viewer["person"])
    name = site.ask(reader, ELIGIBLE, {"id": one["id"]})["node"]["person"]["name"]
    page = await people.sign_in(OFFICE, f"/office/people/{one['person']['id']}")
    await page.get_by_role("link", name="Who read this person's private facts").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Who read private facts")
    await expect(page.get_by_text(f"Only about {name}.")).to_be_visible()
    table = page.get_by_role("table", name="The entries")
    row = table.locator("tbody tr").filter(has_text="Department administrator")
    await expect(row).to_contain_text("Eligibility")
    assert (await row.locator("time").first.inner_text()).count(":") == 2
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.reload()
    await expect(table.locator("tbody tr").filter(has_text="This list")).to_contain_text("Program office")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download all as CSV").click()
    assert "Department administrator" not in (text := (await (await download.value).path()).read_text("utf-8-sig"))
    assert ",Eligibility,Administrator," in text


async def test_the_office_is_not_there_for_others(people: People) -> None:
    page = await people.sign_in("mentee who looks for a mentor", "/office/people")
    await expect(page.get_by_role("heading", level=1)).to_have_text("You can't open this page")
