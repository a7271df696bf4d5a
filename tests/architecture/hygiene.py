"""What does not belong in a repository: paths of one machine, and addresses of package registries.

The words are put together here, so that this file does not find itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_MACHINE = re.compile(r"(?<![\w.~-])/(?:" + "|".join(("work", "home", "root", "Users", "tmp")) + r")/\w")
_HOSTS = (
    *(f"{name}.org" for name in ("pypi", "test.pypi", "npmjs")),
    *(f"{name}.com" for name in ("npmjs", "yarnpkg", "npmmirror")),
    "files.python" + "hosted.org",
    "crates" + ".io",
    "--index" + "-url",
    "--extra" + "-index-url",
)
_REGISTRY = re.compile("|".join(rf"(?<![\w-]){re.escape(host)}" for host in _HOSTS))
_RESOLVED = re.compile(r'"resolved"\s*:\s*"https?://')
_LOCK_ADDRESS = re.compile(r"https?://")


def stains(name: str, text: str, root: Path) -> Iterator[str]:
    """Each stain as `name:line: what`; `root` is where the repository happens to lie."""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _stain(name, line, root):
            yield f"{name}:{number}: {found}"


def _stain(name: str, line: str, root: Path) -> str | None:
    if match := _MACHINE.search(line):
        return f"a machine's path ({match[0]}...)"
    if len(root.parts) > 2 and f"{root}/" in line:
        return "the path of this very checkout"
    if match := _REGISTRY.search(line):
        return f"a registry's address ({match[0]})"
    if _RESOLVED.search(line) or (name == "requirements.lock" and _LOCK_ADDRESS.search(line)):
        return "a lock file that names where a package came from"
    return None
