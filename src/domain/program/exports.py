"""What the program office takes out of the program."""

from dataclasses import dataclass

from moments.domain.shared.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TableExported(DomainEvent):
    """`table`: the name in its address. The filters are not kept, as they can name somebody."""

    table: str
