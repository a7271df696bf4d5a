"""Finds the guards in a package's source, and changes the code of its functions in the running process.

A guard is a statement that only refuses: a `raise` that depends on something, a refusal put on the list of refusals,
or a call that is made for what it raises (`check_...`, `authorize`, `raise_all`, and whatever returns a value that
nobody takes). `raise NotImplementedError` and `raise AssertionError` are no guards.
"""

import ast
import gc
import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import cast

REFUSING = ("authorize", "check", "raise", "refuse", "require")
"""How the functions are named that return nothing and raise what they refuse."""
NO_GUARD = ("NotImplementedError", "AssertionError")
REFUSALS = "refusals.append"
"""How a function that names every reason collects them."""

FunctionDef = ast.FunctionDef | ast.AsyncFunctionDef
Change = Callable[[ast.stmt], list[ast.stmt]]


@dataclass(frozen=True, slots=True)
class Guard:
    """`function`: the outermost one around it, which is compiled anew."""

    module: str
    path: Path
    line: int
    column: int
    function: str
    text: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}  {self.text}"


@dataclass(frozen=True, slots=True)
class Source:
    module: str
    path: Path
    tree: ast.Module


def sources(packages: Sequence[str]) -> list[Source]:
    """Every module of the packages; all are imported, so that no guard is missed for lack of a test's import."""
    found: list[Source] = []
    for package in packages:
        root = importlib.import_module(package)
        names = [each.name for each in pkgutil.walk_packages(root.__path__, f"{package}.")]
        for module in map(importlib.import_module, names):
            path = Path(module.__file__ or "")
            found.append(Source(module.__name__, path, ast.parse(path.read_text("utf-8"))))
    return found


def find_guards(among: Sequence[Source]) -> list[Guard]:
    giving = _functions_that_return([each.tree for each in among])
    return [guard for source in among for guard in _guards_of(source, giving)]


def _functions_that_return(trees: Sequence[ast.Module]) -> frozenset[str]:
    """Names of functions that return something wherever they are defined."""
    returns: dict[str, list[bool]] = defaultdict(list)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, FunctionDef):
                said = ast.unparse(node.returns) if node.returns else "None"
                returns[node.name].append(said != "None")
    return frozenset(name for name, each in returns.items() if all(each))


def _guards_of(source: Source, giving: frozenset[str]) -> Iterator[Guard]:
    for function, statement in _statements(source.tree):
        if _is_guard(statement, giving):
            yield Guard(
                source.module,
                source.path,
                statement.lineno,
                statement.col_offset,
                function,
                ast.unparse(statement).splitlines()[0][:100],
            )


def _statements(tree: ast.AST, function: str = "", scope: str = "") -> Iterator[tuple[str, ast.stmt]]:
    """Each statement inside a function, with the outermost function around it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, FunctionDef | ast.ClassDef):
            name = f"{scope}{node.name}"
            inside = function or ("" if isinstance(node, ast.ClassDef) else name)
            yield from _statements(node, inside, f"{name}.")
            continue
        if isinstance(node, ast.stmt) and function:
            yield function, node
        yield from _statements(node, function, scope)


def _is_guard(statement: ast.stmt, giving: frozenset[str]) -> bool:
    if isinstance(statement, ast.Raise):
        return not (statement.exc and _name(statement.exc) in NO_GUARD)
    if not isinstance(statement, ast.Expr):
        return False
    call = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
    if not isinstance(call, ast.Call):
        return False
    name = _name(call)
    return name.lstrip("_").startswith(REFUSING) or name in giving or ast.unparse(call.func) == REFUSALS


def _name(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


class _Changing(ast.NodeTransformer):
    def __init__(self, changes: dict[tuple[int, int], Change]) -> None:
        self._changes = changes

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                statements = cast("list[ast.stmt]", block)
                setattr(node, name, [new for old in statements for new in self._changed(old)])
        return node

    def _changed(self, statement: ast.stmt) -> list[ast.stmt]:
        change = self._changes.get((statement.lineno, statement.col_offset))
        return change(statement) if change and isinstance(statement, ast.Raise | ast.Expr) else [statement]


def removed(statement: ast.stmt) -> list[ast.stmt]:
    """It never runs, but stays in the text: so the function has the same variables, and may still be a coroutine."""
    return [ast.copy_location(ast.If(ast.Constant(False), [statement], []), statement)]


def announced(name: str, index: int) -> Change:
    """Calls the builtin `name` with `index` whenever the statement is reached."""

    def change(statement: ast.stmt) -> list[ast.stmt]:
        told = ast.Expr(ast.Call(ast.Name(name, ast.Load()), [ast.Constant(index)], []))
        return [ast.copy_location(told, statement), statement]

    return change


class Functions:
    """The functions of the packages that exist now, by where they stand."""

    def __init__(self, packages: Sequence[str]) -> None:
        self._found: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and (each.__module__ or "").startswith(tuple(packages)):
                code = each.__code__
                self._found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)

    def change(self, path: Path, changes: dict[Guard, Change]) -> None:
        """Gives the functions around these guards, all of one file, new code. Their objects stay, so whoever has
        imported them runs the new code too."""
        tree = _Changing({(guard.line, guard.column): change for guard, change in changes.items()}).visit(
            ast.parse(path.read_text("utf-8"))
        )
        code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
        wanted = {guard.function for guard in changes}
        found: Counter[str] = Counter()
        for each in _codes(code):
            if each.co_qualname in wanted:
                for function in self._found[str(path), each.co_qualname, each.co_firstlineno]:
                    function.__code__ = each
                    found[each.co_qualname] += 1
        if missing := wanted - found.keys():
            raise LookupError(f"There are no such functions in {path}: {', '.join(sorted(missing))}")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)
