"""The fields that the applicant fills in (APP-3, APP-4); the directory provides the rest of the form (APP-2)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from moments.domain.program.skills import Catalog, RankedSkills
from moments.domain.program.working_hours import working_hours
from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.ids import SkillId
from moments.domain.shared.text import InvalidText, optional_text, required_text

BIO_LIMIT = 2_000


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
    ) -> "Form":
        """Builds a form that can be incomplete; fields that are filled in must be valid. Raises all errors at once."""
        errors: list[DomainError] = []
        try:
            bio = optional_text(bio, "bio", "The short bio", limit=BIO_LIMIT, rule="APP-3")
        except InvalidText as error:
            errors.append(error)
        skills = kept
        try:
            skills = catalog.draft(career, soft, kept.all)
        except DomainError as error:
            errors.append(error)
        try:
            if working_hours_id is not None:
                working_hours(working_hours_id)
        except DomainError as error:
            errors.append(error)
        raise_all(errors)
        return cls(bio, working_hours_id, skills)

    def missing_parts(self, catalog: Catalog, kept: Collection[SkillId]) -> list[DomainError]:
        """Returns the errors that block submitting or approving the form; empty if complete.

        `kept`: the skills that the application already has; these can be retired (APP-5).
        """
        errors: list[DomainError] = []
        try:
            if self.working_hours is None:
                sentence = "Choose your working hours from the list."
                raise InvalidText("workingHours", "required", sentence, "APP-3")
            working_hours(self.working_hours)
        except DomainError as error:
            errors.append(error)
        try:
            required_text(self.bio or "", "bio", "The short bio", limit=BIO_LIMIT, rule="APP-3")
        except InvalidText as error:
            errors.append(error)
        try:
            catalog.choose(self.skills.career, self.skills.soft, kept)
        except DomainError as error:
            errors.append(error)
        return errors
