from tests.api.world import World
from tests.live.following import Refused, cursor, following
import pytest

async def test_submitted(world: World) -> None:
    async with following(world, "boss", "approvalQueue") as boss, following(world, "adam", "departmentQueue") as adam, following(world, "olga", "programme") as olga, following(world, "ann", "myProgramme") as ann:
        await world.submitted("ann", "MENTEE")
        for f in (boss, adam, olga, ann):
            for m in await f.all():
                print(f.stream, m)
    for who, stream in (("ann","approvalQueue"),("ann","programme"),(None,"myProgramme")):
        with pytest.raises(Refused) as r:
            async with following(world, who, stream) as f:
                await f.hear()
        print(r.value.code, r.value)
    with pytest.raises(Refused) as r:
        async with following(world, "ann", "myProgramme", "rubbish") as f:
            await f.hear()
    print(r.value.code, r.value)
    print(await cursor(world))
