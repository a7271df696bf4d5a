"""Why somebody is not signed in, in sentences for them (DIR-5)."""


class SignInRefused(Exception):
    """The provider knows who it is, and we let them in as nobody. `str(error)` is shown to the person."""

    rule = "DIR-5"


class PersonUnknown(SignInRefused):
    def __init__(self, known_by: str) -> None:
        super().__init__(
            f"No current team member in the directory has this {known_by}. Ask the program office if that is wrong."
        )


class PersonHasLeft(SignInRefused):
    def __init__(self) -> None:
        super().__init__(
            "By the directory, this team member has left the State's service. Ask the program office if that is wrong."
        )


class EmailOfAnotherPerson(SignInRefused):
    def __init__(self) -> None:
        super().__init__(
            "The email of this account is another team member's in the directory. "
            "Ask the program office to find out which of the two is right."
        )


class SignedInTooEarly(SignInRefused):
    """The token is from before its email was this person's, or from before the office unbound them."""

    def __init__(self) -> None:
        super().__init__("This sign-in is older than what the directory says about its email. Sign in again.")


class BoundToAnotherAccount(SignInRefused):
    def __init__(self) -> None:
        super().__init__(
            "You have signed in with another account before. Use that one, or ask the program office to unbind it."
        )


class EmailNotVerified(SignInRefused):
    def __init__(self) -> None:
        super().__init__("The identity provider has not verified the email of this account. Verify it there first.")


class NothingToKnowBy(SignInRefused):
    """`claim`: what the token of a first sign-in has to say, and does not."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"The identity provider does not say the {claim} of this account, so we cannot find you. Ask the "
            "program office for help."
        )
