import { useState } from "preact/hooks";
import {
  type RecommendedFragment,
  ReplaceSuggestionsDocument,
} from "../../graph/generated/pages/suggestions/suggestions";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { count } from "../../parts/words";

const TAKEN_UP = ["REQUESTED", "CURRENT_MENTOR"];

/** Other mentors in the place of those who can't be asked any more. */
export function Replace({ list }: { list: RecommendedFragment }) {
  const replace = useAction(ReplaceSuggestionsDocument);
  const [replaced, setReplaced] = useState<number>();
  const gone = list.suggestions.nodes.filter(
    ({ requestBlocker }) => requestBlocker && !TAKEN_UP.includes(requestBlocker.code),
  ).length;
  const possible = list.viewerActions.some(({ action, allowed }) => action === "REPLACE_SUGGESTIONS" && allowed);
  const press = async () => {
    const before = new Set(list.suggestions.nodes.map(({ person }) => person.id));
    const outcome = await replace.run({});
    if (outcome?.kind !== "done") return;
    const now = outcome.payload.suggestionList?.suggestions.nodes ?? [];
    setReplaced(now.filter(({ person }) => !before.has(person.id)).length);
  };
  return (
    <>
      {replaced !== undefined && (
        <Alert kind="success" slim focusable={focused}>
          {count(replaced, "new mentor is", "new mentors are")} on your list.
        </Alert>
      )}
      {possible && (
        <div class="actions">
          <Button look="outline" working={replace.working} onPress={press}>
            {gone === 1 ? "Replace the 1 who can't be asked" : `Replace the ${gone} who can't be asked`}
          </Button>
        </div>
      )}
      <Refusals outcome={replace.outcome} />
    </>
  );
}

function focused(element: HTMLElement | null): void {
  element?.focus();
}
