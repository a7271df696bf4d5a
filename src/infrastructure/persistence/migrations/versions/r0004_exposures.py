"""What lists made after a run need to know: on how many lists each mentor is, by the run and since (MAT-7)."""

import gzip
import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SINCE = sa.text("added_at IS NOT NULL OR replaced_at IS NOT NULL")
RUNS = sa.table("matching_runs", sa.column("id"), sa.column("figures", sa.JSON()), sa.column("exposures"))
SHOWN = sa.text(
    "SELECT mentor, count(*) AS lists FROM suggestions WHERE run = :run AND added_at IS NULL GROUP BY mentor"
)


def upgrade() -> None:
    op.execute("ALTER TABLE matching_runs RENAME COLUMN prices TO exposures")
    connection = op.get_bind()
    for run in connection.execute(sa.select(RUNS)).all():
        shown = {row.mentor: row.lists for row in connection.execute(SHOWN, {"run": run.id})}
        exposures = _exposures(json.loads(gzip.decompress(run.exposures)), shown, run.figures)
        packed = gzip.compress(json.dumps(exposures).encode(), mtime=0)
        connection.execute(sa.update(RUNS).where(RUNS.c.id == run.id).values(exposures=packed))
    op.create_index(
        "ix_suggestions_since", "suggestions", ["run", "mentor"], sqlite_where=SINCE, postgresql_where=SINCE
    )


def downgrade() -> None:
    op.drop_index("ix_suggestions_since", "suggestions")
    connection = op.get_bind()
    for run in connection.execute(sa.select(RUNS)).all():
        mentors = json.loads(gzip.decompress(run.exposures))["mentors"]
        prices = gzip.compress(json.dumps({mentor: each[0] for mentor, each in mentors.items()}).encode(), mtime=0)
        connection.execute(sa.update(RUNS).where(RUNS.c.id == run.id).values(exposures=prices))
    op.execute("ALTER TABLE matching_runs RENAME COLUMN exposures TO prices")


def _exposures(prices: dict[str, int], shown: dict[str, int], figures: dict[str, int]) -> dict[str, object]:
    """Limits were not kept before: whoever is on a list is on as many as they may be."""
    per_place = figures["suggestions"] / max(figures["open_places"], 1)
    mentors = {mentor: [price, max(shown.get(mentor, 0), 1), shown.get(mentor, 0)] for mentor, price in prices.items()}
    return {"per_place": per_place, "mentors": mentors}
