"""The application form, filled in from the directory (APP-2), with its choices."""

from datetime import date

import strawberry

from moments.application.actions.applications import start_steps
from moments.application.queries.rows import PersonRow
from moments.domain.program.skills import MAX_SKILLS, MIN_SKILLS
from moments.domain.program.working_hours import CHOICES
from moments.domain.shared import contact as domain
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.program.contacts import Contact
from moments.graphql.program.types import Skill, WorkingHours
from moments.graphql.shared.acting import own_applications
from moments.graphql.shared.context import Info
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions


@strawberry.type(description="The form of a mentor or mentee application, filled in from the directory (APP-2).")
class ApplicationForm:
    kind: ApplicationKind = strawberry.field(description="Kind of application: mentor or mentee.")
    first_name: str = strawberry.field(description="Employee first name, from the directory.")
    last_name: str = strawberry.field(description="Employee last name, from the directory.")
    supervisor_first_name: str | None = strawberry.field(
        description="Supervisor's first name, from the directory, null if unknown; the applicant can change it (APP-7)."
    )
    supervisor_last_name: str | None = strawberry.field(
        description="Supervisor's last name, from the directory, null if unknown; the applicant can change it (APP-7)."
    )
    supervisor_email: str | None = strawberry.field(
        description="Supervisor's work email, from the directory, null if unknown; the applicant can change it (APP-7)."
    )
    work_location: str = strawberry.field(description="Work location, from the directory.")
    job_title: str = strawberry.field(description="Current job title, from the directory.")
    hire_date: date = strawberry.field(description="Hire date, from the directory.")
    agency: str = strawberry.field(description="The applicant's department, which the form calls agency.")
    division: str | None = strawberry.field(description="Division, from the directory; null if the directory has none.")
    correction_contact: Contact = strawberry.field(description="Contact for corrections of the directory's data.")
    skills_question: str = strawberry.field(description="The question that the chosen skills answer (APP-4).")
    fewest_skills: int = strawberry.field(description="Minimum number of skills, career and soft together.")
    most_skills: int = strawberry.field(description="Maximum number of skills, career and soft together.")
    working_hours_choices: list[WorkingHours] = strawberry.field(
        description="The choices of regular working hours; one is required (APP-3)."
    )
    skill_choices: list[Skill] = strawberry.field(description="The catalog's skills, without retired ones (APP-5).")

    @classmethod
    def of(
        cls,
        kind: ApplicationKind,
        person: PersonRow,
        supervisor: PersonRow | None,
        reference: Reference,
        contact: domain.Contact,
    ) -> "ApplicationForm":
        question = {
            ApplicationKind.MENTOR: "Select your strongest career and soft skills, ranked in order.",
            ApplicationKind.MENTEE: "Select the strengths you look for in a mentor, ranked in order.",
        }[kind]
        return cls(
            kind=kind,
            first_name=person.first_name,
            last_name=person.last_name,
            supervisor_first_name=supervisor.first_name if supervisor else None,
            supervisor_last_name=supervisor.last_name if supervisor else None,
            supervisor_email=supervisor.email if supervisor else None,
            work_location=person.work_location,
            job_title=person.job_title,
            hire_date=person.hire_date,
            agency=reference.departments[person.department].name,
            division=person.division,
            correction_contact=Contact.of(contact),
            skills_question=question,
            fewest_skills=MIN_SKILLS,
            most_skills=MAX_SKILLS,
            working_hours_choices=[WorkingHours.of(choice) for choice in CHOICES],
            skill_choices=[Skill.of(skill) for skill in reference.skills.values() if not skill.retired],
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        steps = start_steps(await own_applications(info.context), self.kind)
        return viewer_actions((await info.context.viewer()).actor.relations(), steps, only)
