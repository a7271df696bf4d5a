"""The program's guidance in its own words, shown on the site under "Resources" (WEB-3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`path`: of a page of the site."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Section:
    """Its paragraphs, then its list, then its links."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    slug: str
    title: str
    sections: tuple[Section, ...]


RESOURCES: tuple[Resource, ...] = (
    Resource(
        "agreement",
        "The Mentorship Agreement",
        (
            Section(
                "What it is for",
                (
                    "The agreement is optional. It puts in writing what the two of you expect, and it guides the "
                    "first meeting.",
                ),
            ),
            Section(
                "Its three parts",
                items=(
                    "Goals: what the mentee wants to reach, and how you will both know that it was reached.",
                    "Meeting schedule: how often, how long and where. An hour once a month is a good start.",
                    "Obstacles: what may get in the way, and what you will do about it.",
                ),
                links=(Link("The first meeting", "/resources/first-meeting"),),
            ),
        ),
    ),
    Resource(
        "mentors",
        "For mentors",
        (
            Section(
                "What mentees look for",
                (
                    "Be honest, supportive and easy to reach. Listen first, give clear feedback, and leave room for "
                    "questions.",
                    "You need not have every answer. You are colleagues who learn from each other.",
                ),
            ),
            Section(
                "Your time",
                (
                    "You take one mentee or two at a time, as you choose. Mark yourself unavailable whenever you "
                    "would rather not be asked.",
                ),
                links=(Link("Be a Mentor", "/be-a-mentor"),),
            ),
        ),
    ),
    Resource(
        "mentees",
        "For mentees",
        (
            Section(
                "Make the most of it",
                (
                    "Say plainly what you want to work on and how you hope to get there: your mentor knows what you "
                    "tell them.",
                    "Try out what you are advised, say what did not work, and respect your mentor's time.",
                ),
                links=(Link("Be a Mentee", "/be-a-mentee"),),
            ),
            Section(
                "Once a mentor accepts",
                ("You reach out first: write to your mentor, set up the first meeting and bring the agreement.",),
                links=(
                    Link("The first meeting", "/resources/first-meeting"),
                    Link("The Mentorship Agreement", "/resources/agreement"),
                ),
            ),
        ),
    ),
    Resource(
        "first-meeting",
        "The first meeting",
        (
            Section(
                "Get to know each other",
                ("Talk about your work, why you were matched, and what each of you is comfortable with.",),
            ),
            Section(
                "Settle three things",
                items=("Your goals.", "Your meeting schedule.", "Possible obstacles, and how you will meet them."),
                links=(Link("The Mentorship Agreement", "/resources/agreement"),),
            ),
        ),
    ),
    Resource(
        "questions",
        "Frequent questions",
        (
            Section(
                "Who can take part?",
                (
                    "Team members employed full-time who are not at risk in their most recent ENGAGE evaluation and "
                    "are under no improvement plan or other disciplinary action, once their supervisor has approved.",
                ),
            ),
            Section(
                "My supervisor is on extended leave. Who approves?",
                (
                    "Edit the supervisor's name and e-mail on your waiting application: it goes to that person "
                    "instead. A department administrator can also decide in the supervisor's place.",
                ),
            ),
            Section(
                "How long does a mentorship last?",
                (
                    "There is no required length. A year with an hour's meeting each month is what the program "
                    "recommends. Either side may end it at any time without a reason.",
                ),
            ),
            Section(
                "May we travel, or meet after hours?",
                (
                    "No. Meetings are held in both people's regular working hours, without overtime, travel or "
                    "expense. Ask your department's administrator about travel and budget.",
                ),
            ),
            Section(
                "Do the hours count towards the Leadership Development Rule?",
                ("Your department's leadership decides. Log your meetings, and show them the statement of hours.",),
            ),
            Section(
                "What if I am told of discrimination, harassment or retaliation?",
                (
                    "Such reports do not belong in mentorship meetings, notes or surveys. Whoever is told of such "
                    "conduct must report it to Human Resources at once, whatever the person who told them wishes.",
                ),
            ),
        ),
    ),
)
