"""The data of emails and their JSON."""

import logging

from moments.domain.email.data import DATA_OF, EmailData
from moments.infrastructure.persistence.stored_json import StoredJson
from moments.infrastructure.persistence.transaction import Values

_log = logging.getLogger("moments.mail")
_STORED = {each: StoredJson(each) for each in set(DATA_OF.values())}
_OF_KIND = {kind.value: _STORED[each] for kind, each in DATA_OF.items()}


def email_data_row(data: EmailData) -> Values:
    row: Values = _STORED[type(data)].dump(data)
    return row


def email_data_of(kind: str, stored: object) -> EmailData | None:
    """None where it can't be read, as of a kind that only a newer server knows; the others of its batch are."""
    try:
        return _OF_KIND[kind].load(stored)
    except (KeyError, ValueError) as error:
        _log.warning("the data of an email (%s) can't be read: %s", kind, type(error).__name__)
        return None
