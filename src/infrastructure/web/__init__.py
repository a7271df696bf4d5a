"""What is built from `web/` for browsers; git-ignored, and in the wheel."""

from pathlib import Path
from typing import Final

SITE: Final = Path(__file__).parent / "site"
"""The site; missing unless it was built (docs/adr/0036)."""
EXPLORER: Final = Path(__file__).parent / "explorer"
"""GraphiQL; missing unless it was built (docs/adr/0012)."""
