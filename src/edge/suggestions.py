"""Strawberry's executor, told how to read variables' values: strawberry does not pass that on to graphql-core."""

from typing import Any, ClassVar

from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext


class SuggestingExecutor(StrawberryGraphQLCoreExecutionContext):
    """`hides_suggestions`: whether a value that is none of an enum's, or a field that an input has not, is answered
    without those that it may have meant. The parser's validation does not see variables' values."""

    hides_suggestions: ClassVar[bool] = False

    @classmethod
    def build(cls, *arguments: Any, **more: Any) -> Any:
        return super().build(*arguments, **{**more, "hide_suggestions": cls.hides_suggestions})
