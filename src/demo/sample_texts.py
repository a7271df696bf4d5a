"""What the demo's people write to each other."""

DENIALS = (
    "I would like you to take part, but our team is two people short until spring. Please apply again then.",
    "Let us talk about this first: I think the leadership academy would serve you better this year.",
    "You have only just started with us. Settle in for half a year, and I will gladly approve it.",
    "We agreed on a full calendar for the audit. Ask me again when it is done; I am all for it.",
)
APPROVALS = (
    "Enjoy it. Tell me from time to time what you learn.",
    "I think this is a very good idea.",
    "Glad that you are doing this. Block the hour in your calendar each month.",
)
GROUNDS = (
    "The supervisor is on FMLA leave until further notice.",
    "The supervisor is on maternity leave.",
    "The supervisor is on extended medical leave.",
    "The supervisor is deployed with the National Guard.",
)
NOTES = (
    "Your strengths are just what I am looking for. Would you have time for me?",
    "I read your bio and would very much like to learn from you.",
    "A colleague recommended you to me. I hope you have a place.",
    "I am thinking about my next step and would value your view.",
    "We work in different departments, which is exactly what I hope for.",
)
WELCOMES = (
    "Happy to. Write to me with a few dates.",
    "I look forward to working with you.",
    "Gladly! Let us begin with what you want to have reached in a year.",
)
DECLINES = (
    "I have just taken on a project and could not give you the time you deserve.",
    "I think somebody closer to your field could help you more.",
    "My department reorganizes this quarter. Please ask somebody else, and good luck.",
)
GOALS = (
    "Become confident in leading meetings, and lead one project team by the end.",
    "Prepare for a supervisor's position: interviews, delegation, first ninety days.",
    "Build a network in three other departments.",
    "Find a way of planning the week that survives Tuesday.",
    "Get better at giving and taking feedback.",
)
SCHEDULES = (
    "An hour on the first Wednesday of each month, by video call.",
    "One hour a month, in turn at each other's office.",
    "Every four weeks over an hour, with notes sent two days before.",
)
OBSTACLES = (
    "The budget season: we move the meeting, and do not drop it.",
    "Shift changes: we fix the next date at the end of each meeting.",
    "We are two hundred miles apart, so we meet by video and see each other at the conference.",
)
AGENDAS = (
    "Getting to know each other; goals, schedule and obstacles of the agreement.",
    "How the last weeks went; one difficult conversation in detail.",
    "Feedback on the draft presentation.",
    "Who decides what, and how to find out.",
    "Delegating: what to hand over, and how to follow up.",
    "Preparing the interview.",
    None,
)
COMMENTS = (
    "I learned at least as much as my partner.",
    "More time would have been good, but every meeting was worth it.",
    "The agreement helped us to stay on course.",
    "A list of topics to begin with would be helpful.",
    "Thank you for making this possible across departments.",
    None,
    None,
)
