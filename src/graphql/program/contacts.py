"""Whom to ask: the program, and its contacts."""

import strawberry

from moments.domain.shared import contact


@strawberry.type(description="A person or an office to ask, taken apart so that a page can link to each part.")
class Contact:
    name: str | None = strawberry.field(description="Name of the person or the office; null if the text has none.")
    email: str | None = strawberry.field(description="Address for emails; null if the text has none.")
    telephone: str | None = strawberry.field(description="Telephone number, as written; null if the text has none.")
    note: str | None = strawberry.field(
        description="What else the text says, or all of a text in sentences; null if there is nothing else."
    )

    @classmethod
    def of(cls, row: contact.Contact) -> "Contact":
        return cls(name=row.name, email=row.email, telephone=row.telephone, note=row.note)


@strawberry.type(description="The MOMENTS program as a whole, and how to reach its office (WEB-3).")
class Program:
    email: str = strawberry.field(description="Email address of the program office.")
    telephone: str = strawberry.field(description="Telephone number of the program office.")
