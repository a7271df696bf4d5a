import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";

type Offered = WholeApplicationFragment["actions"][number];

/** What the server says of an action on it; undefined if it does not exist for the viewer. */
export function actionOf(
  { actions }: Pick<WholeApplicationFragment, "actions">,
  action: Offered["action"],
): Offered | undefined {
  return actions.find((each) => each.action === action);
}
