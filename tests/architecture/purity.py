"""What the domain may not do, found in the text of its modules: reach outside, or read a clock or the world."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

LIFECYCLE = "moments.domain.shared.lifecycle"
WORLDLY = frozenset(
    {"ctypes", "importlib", "io", "multiprocessing", "os", "pathlib", "shutil", "sys", "tempfile"}
    | {"http", "select", "socket", "sqlite3", "ssl", "subprocess", "urllib"}
    | {"asyncio", "concurrent", "logging", "random", "secrets", "threading", "time", "uuid"}
)
"""Modules of the standard library that do things, rather than say what follows from what."""
CLOCKS = frozenset({"now", "today", "utcnow"})
BUILT_IN = frozenset({"open", "input", "print", "__import__", "eval", "exec"})


def impurities(source: str, module: str) -> list[str]:
    """What is wrong with a module of the domain, each with its line."""
    return [f"{module}:{line}: {what}" for line, what in sorted(_impurities(ast.parse(source), module))]


def _impurities(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, f"imports {n.name}") for n in names if not _allowed(n.name, module))
            case ast.ImportFrom(level=level) if level:
                yield node.lineno, "imports by a relative path, which hides where it leads"
            case ast.ImportFrom(module=str(name)) if not _allowed(name, module):
                yield node.lineno, f"imports {name}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCKS:
                yield node.lineno, f"reads a clock with .{name}()"
            case ast.Call(func=ast.Name(id=name)) if name in BUILT_IN:
                yield node.lineno, f"calls {name}()"


def _allowed(imported: str, module: str) -> bool:
    top = imported.partition(".")[0]
    if top == "moments":
        return imported.startswith("moments.domain.")
    if top == "transitions":
        return module == LIFECYCLE
    return top in sys.stdlib_module_names and top not in WORLDLY


def module_name(path: Path, source_root: Path) -> str:
    parts = path.relative_to(source_root).with_suffix("").parts
    return ".".join(("moments", *(part for part in parts if part != "__init__")))
