"""The fields that the applicant fills in (APP-3, APP-4); the directory provides the rest of the form (APP-2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum

from moments.domain.program.skills import Catalog, RankedSkills
from moments.domain.program.working_hours import working_hours
from moments.domain.shared.errors import DomainError, collecting, raise_all
from moments.domain.shared.ids import SkillId
from moments.domain.shared.revision import revision_of
from moments.domain.shared.text import InvalidText, optional_text, required_text

BIO_LIMIT = 2_000


class FormPart(Enum):
    BIO = "bio"
    WORKING_HOURS = "working_hours"
    CAREER_SKILLS = "career_skills"
    SOFT_SKILLS = "soft_skills"


@dataclass(frozen=True, slots=True)
class Form:
    """`working_hours`: the id of one of the choices. Only a draft can have None or blank fields."""

    bio: str | None = None
    working_hours: str | None = None
    skills: RankedSkills = field(default_factory=RankedSkills)

    @classmethod
    def draft(
        cls,
        *,
        bio: str | None,
        working_hours_id: str | None,
        career: Sequence[SkillId],
        soft: Sequence[SkillId],
        catalog: Catalog,
        kept: RankedSkills,
        complete: bool = False,
    ) -> "Form":
        """Builds a form that can be incomplete, unless `complete`; fields that are filled in must be valid. Raises all
        errors at once.
        """
        errors, skills = list[DomainError](), kept
        with collecting(errors):
            if working_hours_id is not None:
                working_hours(working_hours_id)
            elif complete:
                raise _no_working_hours()
        with collecting(errors):
            bio = optional_text(bio, "bio", "The short bio", limit=BIO_LIMIT, rule="APP-3")
            if complete:
                required_text(bio or "", "bio", "The short bio", limit=BIO_LIMIT, rule="APP-3")
        with collecting(errors):
            skills = (catalog.choose if complete else catalog.draft)(career, soft, kept.all)
        raise_all(errors)
        return cls(bio, working_hours_id, skills)

    def parts(self) -> dict[FormPart, int]:
        """The revision of each part, by which to tell later whether it has changed."""
        return {
            FormPart.BIO: revision_of(self.bio),
            FormPart.WORKING_HOURS: revision_of(self.working_hours),
            FormPart.CAREER_SKILLS: revision_of(self.skills.career),
            FormPart.SOFT_SKILLS: revision_of(self.skills.soft),
        }

    def missing_parts(self, catalog: Catalog, kept: Collection[SkillId]) -> list[DomainError]:
        """Returns the errors that block submitting or approving the form; empty if complete.

        `kept`: the skills that the application already has; these can be retired (APP-5).
        """
        errors: list[DomainError] = []
        with collecting(errors):
            if self.working_hours is None:
                raise _no_working_hours()
            working_hours(self.working_hours)
        with collecting(errors):
            required_text(self.bio or "", "bio", "The short bio", limit=BIO_LIMIT, rule="APP-3")
        with collecting(errors):
            catalog.choose(self.skills.career, self.skills.soft, kept)
        return errors


def _no_working_hours() -> InvalidText:
    return InvalidText("workingHours", "required", "Choose your working hours from the list.", "APP-3")
