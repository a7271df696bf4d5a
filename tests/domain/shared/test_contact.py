"""A contact's text, taken apart for links."""

import pytest

from moments.domain.shared.contact import Contact

TEXTS = {
    "Human Resources, hr@dss.mo.example, 573-555-0106": Contact("Human Resources", "hr@dss.mo.example", "573-555-0106"),
    "hr@oa.mo.example": Contact(email="hr@oa.mo.example"),
    "(573) 555-0106 ext. 12; Travel desk": Contact("Travel desk", telephone="(573) 555-0106 ext. 12"),
    "Personnel": Contact("Personnel"),
    "Jane Roe, Human Resources, room 430, hr@oa.mo.example": Contact(
        "Jane Roe", "hr@oa.mo.example", note="Human Resources, room 430"
    ),
    "Write to hr@oa.mo.example.": Contact(email="hr@oa.mo.example", note="Write to hr@oa.mo.example."),
    "Call 573-555-0106, or 573-555-0107 at night": Contact(
        telephone="573-555-0106", note="Call 573-555-0106, or 573-555-0107 at night"
    ),
    "Payroll, a@oa.mo.example, b@oa.mo.example": Contact(
        "Payroll", "a@oa.mo.example", note="Payroll, a@oa.mo.example, b@oa.mo.example"
    ),
    "Case 12345678901": Contact("Case 12345678901"),
    "": Contact(),
}


@pytest.mark.rule("WEB-3")
@pytest.mark.parametrize("text", TEXTS)
def test_a_contact_is_taken_apart_and_nothing_of_it_is_lost(text: str) -> None:
    assert Contact.parse(text) == TEXTS[text]
