"""docs/refusals.md: every sentence with which something is refused, as it is told, with its code and rule."""

import ast
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from moments.domain.shared.errors import DomainError, DomainErrors, IllegalTransition
from moments.graphql.shared.codes import code_of
from tests.application.refusals import EXAMPLES as OF_USE_CASES
from tests.domain.refusals import FLAT

SRC = Path(__file__).parents[2] / "src"
RAISED = {
    "ClientError",
    "HttpError",
    "ImportNotReady",
    "OperationRejected",
    "RateLimited",
    "StreamNotFound",
    "Unauthenticated",
    "Unavailable",
    "fail",
    "refuse",
    "rejected",
}
"""What is raised or called with a sentence that is written where it is needed, beside the domain's own."""
ENDS = {"SignInRefused", "ClientError", "Unauthenticated", "NoCredentials"}
"""The bases whose classes hold their sentence themselves."""


@dataclass(frozen=True, order=True, slots=True)
class Written:
    """A sentence in the source; `...` stands for what is filled in."""

    where: str
    sentence: str


def of_people() -> list[tuple[str, str, str]]:
    """Code, rule and sentence of each refusal of the program's rules."""
    rows = {
        (code_of(type(error)).name, error.rule or "", _sentence(error))
        for error in (*FLAT, *OF_USE_CASES)
        if not isinstance(error, DomainErrors)
    }
    return sorted(rows)


def _sentence(error: DomainError) -> str:
    """The steps that are impossible in a state differ in one word only."""
    told = str(error)
    return re.sub(r"cannot be .*? now\.", "cannot be ... now.", told) if isinstance(error, IllegalTransition) else told


FOR_PROGRAMS = ("edge", "graphql")
ON_THE_COMMAND_LINE = ("cli",)
AT_SIGN_IN = ("domain/identity",)
OF_IMPORTS = ("application/directory",)
IN_A_TEXT = ("domain/program",)


def people_table() -> str:
    rows = [f"| `{code}` | {rule} | {_cell(sentence)} |" for code, rule, sentence in of_people()]
    return "\n".join(["| Code | Rule | What the person reads |", "| --- | --- | --- |", *rows])


def written_table(*folders: str) -> str:
    rows = [f"| {_cell(each)} |" for each in sorted({each.sentence for each in written(*folders)})]
    return "\n".join(["| What is said |", "| --- |", *rows])


def _cell(sentence: str) -> str:
    return sentence.replace("|", "\\|")


def written(*folders: str) -> list[Written]:
    found = {
        Written(f"{folder}/{path.relative_to(SRC / folder).as_posix()}", sentence)
        for folder in folders
        for path in sorted((SRC / folder).rglob("*.py"))
        for sentence in sentences(path.read_text(), ENDS | {"DomainError"} if folder in OF_IMPORTS else ENDS)
    }
    return sorted(found)


def sentences(source: str, bases: Set[str] = ENDS) -> Iterator[str]:
    """The sentences that a module refuses with."""
    tree = ast.parse(source)
    named = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in RAISED:
            yield from _texts(node.args, named)
        elif isinstance(node, ast.ClassDef) and bases & {_name(base) for base in node.bases}:
            calls = (each for each in ast.walk(node) if isinstance(each, ast.Call) and _name(each.func) == "__init__")
            for call in calls:
                yield from _texts(call.args, named)


def _texts(values: list[ast.expr], named: dict[str, list[ast.expr]]) -> Iterator[str]:
    for value in values:
        if isinstance(value, ast.Name):
            for each in named.get(value.id, ()):
                yield from _texts([each], {})
        elif isinstance(value, ast.BoolOp):
            yield from _texts(value.values, named)
        elif (text := _text(value)) and " " in text.strip():
            yield text


def _text(value: ast.expr) -> str | None:
    match value:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(each.value) if isinstance(each, ast.Constant) else "..." for each in parts)
        case _:
            return None


def _constants(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What each name of the module is set to, wherever that is."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
