"""Whether a refusal tells the person what to do now."""

import re

_DO = re.compile(
    r"(?:"
    "accept|add|agree|allow|answer|ask|begin|bring|change|check|choose|close|complete|confirm|"
    "decline|describe|edit|end|enter|fill|follow|give|go|import|keep|leave|load|log|look|make|"
    "mend|move|name|open|propose|put|raise|read|refresh|reload|remove|repeat|request|revise|"
    "run|schedule|search|select|send|set|shorten|sign|skip|start|state|submit|take|talk|try|type|upload|"
    "use|verify|wait|withdraw|write"
    r")\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\b(you can|you may|the mentee can)\b(?! not|not)", re.IGNORECASE)
_CLAUSES = re.compile(r"(?:(?<=[.!?;:])|,(?: and| or| then)?)\s+|\bthen\s+")


def names_a_way_on(text: str) -> bool:
    """Whether a clause of it begins with something to do, or says what one can do."""
    return any(_DO.match(clause.strip()) for clause in _CLAUSES.split(text)) or _MAY.search(text) is not None
