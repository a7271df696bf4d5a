"""Find the person whom a verified token signs in, and bind them at the first sign-in."""

from moments.application.ports.clock import Clock
from moments.application.queries.queries import ReadTransactions
from moments.application.retry import retry_write
from moments.application.unit_of_work import UnitsOfWork
from moments.domain.identity.sign_in import BindBy, ProviderIdentity, identify
from moments.domain.shared.ids import PersonId


class IdentifyPerson:
    """DIR-5: one statement for who was here before; of two first sign-ins that race, one binds."""

    def __init__(
        self, read_transactions: ReadTransactions, units_of_work: UnitsOfWork, clock: Clock, bind_by: BindBy
    ) -> None:
        self._read_transactions, self._units_of_work = read_transactions, units_of_work
        self._clock, self._bind_by = clock, bind_by

    async def __call__(self, identity: ProviderIdentity) -> PersonId:
        """Raises SignInRefused, with the sentence for the person."""
        async with self._read_transactions() as queries:
            facts = await queries.identity_facts(identity)
        found = identify(identity, facts, self._bind_by)
        return found.person if found.is_bound else await retry_write(lambda: self._bind(identity))

    async def _bind(self, identity: ProviderIdentity) -> PersonId:
        async with self._units_of_work() as work:
            found = identify(identity, await work.sign_ins.facts(identity), self._bind_by)
            if not found.is_bound:
                await work.sign_ins.bind(found.person, identity, self._clock.now())
                await work.commit()
            return found.person
