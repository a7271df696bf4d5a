"""Short invented bios, as people write them on the form: their work, why they are here, and something of themselves."""

from datetime import date
from random import Random

from moments.domain.participants.employee import Employee

_NEW = (
    "I joined the State only recently, as {title}.",
    "I am still new to State service and work as {title}.",
    "This is my first year as {title} with the State.",
)
_SETTLED = (
    "I have been with the State for {years} and work as {title} now.",
    "I work as {title}, and have been in State service for {years}.",
    "After {years} with the State I now work as {title}.",
    "I came to the State {years} ago and am {title} today.",
)
_MENTOR_PATH = (
    "I started in an entry-level position and had good people who showed me the ropes.",
    "I have changed departments once and learned how much they have in common.",
    "Along the way I have led teams through two reorganizations.",
    "I came from the private sector and remember well how much there was to learn.",
    "I have trained many new colleagues and enjoy seeing them grow.",
    "I have worked in the field and in the central office, and know both sides.",
    "Most of what I know I learned from mistakes, which I am glad to share.",
    "I finished my degree in the evenings while working full time.",
    "I have sat on many interview panels and can tell you what they look for.",
    "Leading people was never in my plans, and now it is the best part of my work.",
)
_MENTOR_OFFER = (
    "I am a good listener and will give you honest feedback.",
    "I can help you think through a decision without making it for you.",
    "I would like to help somebody find their next step.",
    "I am happy to introduce you to people in other departments.",
    "I believe in clear goals, small steps and meeting regularly.",
    "I like to ask questions more than to give advice.",
    "If you are thinking about becoming a supervisor, I would enjoy talking it over.",
    "I hope to learn from you as well, especially about other parts of the State's work.",
    "Together we can find a way to keep priorities in order when everything is urgent.",
    "I will keep our appointments and read what you send me.",
)
_MENTEE_PATH = (
    "I like my work and would like to understand better how it fits into the whole.",
    "I have just taken over more responsibility and notice what I don't know yet.",
    "I moved here from another department and am building my network again.",
    "I was asked to lead a small project, my first one.",
    "I returned to work after some years with my family.",
    "I have always worked in the same office and know few people outside it.",
    "My team has seen many changes lately, and I would like to handle them well.",
    "I am thinking about applying for a lead position next year.",
    "I enjoy working with people, and less so speaking in front of them.",
    "I am taking evening classes and wonder where they could take me.",
)
_MENTEE_WISH = (
    "I am looking for someone who asks good questions.",
    "I hope for honest feedback and some encouragement.",
    "I would like to learn how others plan their week and keep to it.",
    "It would be great to hear how somebody else found their way.",
    "I want to set goals for the next two years and follow them through.",
    "I would like to become more confident in meetings.",
    "I would like to know how decisions are made in other departments.",
    "A mentor from a different line of work would be very welcome.",
    "I want to get better at saying what I need.",
    "I would value a second opinion from outside my own chain of command.",
)
_HOBBY = (
    "On weekends I am on the Katy Trail with my bicycle.",
    "I garden, and bring too many tomatoes to the office each summer.",
    "I sing in a community choir.",
    "I coach my daughter's softball team.",
    "I fish wherever there is a trout stream.",
    "I follow the Cardinals, in good years and bad.",
    "I am a Royals fan and always glad to talk baseball.",
    "I bake bread and have opinions about sourdough.",
    "I read mysteries and run a small book club.",
    "My two dogs take me for long walks.",
    "I restore old radios and some of them work.",
    "I play trumpet in a community band.",
    "I quilt, mostly for new babies in the family.",
    "I float the rivers of the Ozarks whenever I can.",
    "I am learning Spanish, slowly.",
    "I keep bees and can talk about them for hours.",
    "I run, slowly but regularly, and finished my first half marathon.",
    "I like board games, the longer the better.",
    "I cook my grandmother's recipes for anybody who is hungry.",
    "I take photographs of old barns and bridges.",
)
_VOLUNTEERING = (
    "I volunteer at a food pantry once a month.",
    "I help at the county's animal shelter.",
    "I read to children at the library.",
    "I am a volunteer firefighter in my town.",
    "I help with the Special Olympics every year.",
    "I pick up litter with a stream team.",
    "I lead a scout troop.",
    "I drive for Meals on Wheels.",
    "I help neighbors with their tax forms in spring.",
    "I build houses with a church group.",
)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def mentor_bio(person: Employee, today: date, rng: Random) -> str:
    return _bio(person, today, rng, _MENTOR_PATH, _MENTOR_OFFER)


def mentee_bio(person: Employee, today: date, rng: Random) -> str:
    return _bio(person, today, rng, _MENTEE_PATH, _MENTEE_WISH)


def _bio(person: Employee, today: date, rng: Random, paths: tuple[str, ...], aims: tuple[str, ...]) -> str:
    """Three to five sentences: everybody says what they are here for, not everybody the rest."""
    sentences = [_opening(person, today, rng)]
    if rng.random() < 0.7:
        sentences.append(rng.choice(paths))
    sentences += rng.sample(aims, 1 if rng.random() < 0.7 else 2)
    if rng.random() < 0.75:
        sentences.append(rng.choice(_HOBBY))
    if len(sentences) < 3 or rng.random() < 0.3:
        sentences.append(rng.choice(_VOLUNTEERING))
    return " ".join(sentences)


def _opening(person: Employee, today: date, rng: Random) -> str:
    served = (today - person.hire_date).days // 365
    title = f"{_article(person.job_title)} {person.job_title}"
    if served < 1:
        return rng.choice(_NEW).format(title=title)
    return rng.choice(_SETTLED).format(title=title, years=_years(served))


def _years(count: int) -> str:
    number = _WORDS[count] if count < len(_WORDS) else str(count)
    return f"{number} year{'s' if count > 1 else ''}"


def _article(title: str) -> str:
    return "an" if title[0] in "AEIOU" else "a"
