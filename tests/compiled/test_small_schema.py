"""Compiled code on a small graph: what it answers, what it hands on, and what it leaves behind."""

import asyncio

import pytest

from tests.compiled.small import SmallSession, Twice, small_schema

SAME = [
    "{ square { name color tags } }",
    "{ b: square { b: name a: name name } }",
    "{ square { name } square { color name } }",
    "{ shapes { __typename name ... on Square { color area } ... on Circle { radius } } }",
    "{ shapes { sides ...F ...F } } fragment F on Square { area(side: 3) x: area(side: 0.5) }",
    "{ square { neighbor { name neighbor { name loaded } } loaded later: loaded(key: 7) name } }",
    "{ nothing { name } __typename t: __typename }",
    "{ later a: later b: later square { name } }",
    '{ wished(wish: {words: ["a"]}) again: wished(wish: {words: [], color: BLUE}) }',
    "{ class: __typename None: square { def: name, __class__: name } }",
    "{ square @skip(if: true) { name } ... @include(if: false) { later } __typename }",
    "query A { square { name } }",
]


@pytest.fixture
def twice() -> Twice:
    return Twice(small_schema())


@pytest.mark.parametrize("text", SAME)
async def test_a_query_is_answered_as_graphql_core_does(twice: Twice, text: str) -> None:
    await twice.same(text)
    await twice.same(text)


async def test_the_first_asking_is_not_compiled(twice: Twice) -> None:
    await twice.ask("{ square { name } }")

    assert twice.compiler.ways == {"new": 1}


async def test_a_mutation_is_never_compiled(twice: Twice) -> None:
    for _ in range(3):
        assert (await twice.ask("mutation { double(number: 2) }"))[1] == []

    assert not twice.compiler.ways


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { queryType { name } } }",
        '{ __type(name: "Query") { name } }',
        "{ square { __typename } __schema { __typename } }",
    ],
)
async def test_introspection_is_not_compiled(twice: Twice, text: str) -> None:
    assert await twice.ask(text) == await twice.ask(text)

    assert twice.compiler.ways["not compilable"] == 1


async def test_variables_are_read_as_graphql_core_does(twice: Twice) -> None:
    text = "query($side: Float = 3, $key: Int!) { square { area(side: $side) loaded(key: $key) } }"

    assert "'area': 9.0" in await twice.same(text, key=1)
    assert "'area': 16.0" in await twice.same(text, key=2, side=4)
    assert (await twice.ask(text, key=None))[1] == (await twice.ask(text, key=None))[1] != []


async def test_each_call_has_an_input_of_its_own(twice: Twice) -> None:
    """A resolver may change what it is given."""
    text = "query($wish: Wish!) { wished(wish: $wish) }"
    for _ in range(3):
        assert "['a', 'changed']" in await twice.same(text, wish={"words": ["a"]})
        assert "['b', 'changed']" in await twice.same('{ wished(wish: {words: ["b"]}) }')


async def test_each_choice_of_a_condition_has_a_way_of_its_own(twice: Twice) -> None:
    text = "query($a: Boolean!, $b: Boolean = true) { later @skip(if: $a) square @include(if: $b) { name } __typename }"
    seen = [await twice.same(text, a=a, b=b) for a in (True, False) for b in (True, False)]

    assert len(set(seen)) == 4


async def test_more_ways_than_are_kept_are_graphql_cores(twice: Twice) -> None:
    names = "abcde"
    declared = " ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: later @skip(if: ${name})" for name in names)
    text = f"query({declared}) {{ __typename {fields} }}"
    for number in range(32):
        switches = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        await twice.ask(text, None, **switches)

    assert twice.compiler.ways["compiled"] == 16
    assert twice.compiler.ways["not compilable"] == 15


async def test_operations_of_one_document_have_ways_of_their_own(twice: Twice) -> None:
    text = "query A { square { name } } query B { later }"

    assert "square" in await twice.same(text, "A")
    assert "later" in await twice.same(text, "B")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{ missing { name } }", "GivesUp"),
        ("{ missing { __typename } }", "GivesUp"),
        ("{ odd { name } }", "GivesUp"),
        ("{ returnedError { __typename } }", "GivesUp"),
        ("{ large }", "GraphQLError"),
        ("{ endless }", "GraphQLError"),
        ("{ later(fails: true) a: later }", "ValueError"),
        ("{ a: later square { neighbor { name } } b: later(fails: true) }", "ValueError"),
        ("{ path }", "AttributeError"),
    ],
)
async def test_what_is_no_plain_success_is_graphql_cores(twice: Twice, text: str, kind: str) -> None:
    assert await twice.handed_on(text) == kind


async def test_a_promise_of_a_plain_field_is_graphql_cores(twice: Twice) -> None:
    with pytest.warns(RuntimeWarning, match="never awaited"):
        assert await twice.handed_on("{ promised }") == "GraphQLError"


async def test_what_waits_is_begun_side_by_side(twice: Twice) -> None:
    """A loader gets the keys of all of a list at once."""
    await twice.same("{ a: square { loaded(key: 1) } b: square { loaded(key: 2) } square { x: loaded(key: 3) } }")

    assert [each.batches for each in twice.session.closed] == [[[1, 2, 3]], [[1, 2, 3]]]


async def test_a_result_thrown_away_leaves_no_record(twice: Twice) -> None:
    """What graphql-core's answer shows is recorded, and only once."""
    text = "{ noted a: noted later(fails: true) }"
    await twice.ask(text)
    by_core = list(twice.session.recorded)
    await twice.ask(text)

    assert twice.schema.given_up == {"ValueError": 1}
    assert twice.session.recorded == by_core * 2 == ["noted"] * 4


async def test_a_record_is_written_once_for_an_answer(twice: Twice) -> None:
    await twice.same("{ noted }")

    assert twice.session.recorded == ["noted", "noted"]


async def test_an_answer_whose_record_fails_is_not_sent(twice: Twice) -> None:
    await twice.ask("{ noted }")
    twice.session.recorded.clear()
    twice.session.failing_records = 2
    data, errors, _ = await twice.ask("{ noted }")

    assert data == "None"
    assert errors
    assert twice.session.recorded == []


async def test_every_context_is_closed(twice: Twice) -> None:
    """That of what gave up before the next begins."""
    await twice.handed_on("{ missing { name } }")

    assert len(twice.session.closed) == 3
    assert len({id(each) for each in twice.session.closed}) == 3


async def test_both_ways_together_have_the_seconds_of_one() -> None:
    twice = Twice(small_schema(seconds=0.3), SmallSession())
    text = "{ later(after: 0.2, fails: true) a: later(after: 30) }"
    await twice.ask(text)
    began = asyncio.get_running_loop().time()
    _, errors, _ = await twice.ask(text)

    assert errors[0]["extensions"]["code"] == "OPERATION_TIMED_OUT"
    assert asyncio.get_running_loop().time() - began < 2
    assert len(asyncio.all_tasks()) == 1, "nothing goes on"
