import type { WholeApplicationFragment } from "../../graph/generated/pages/applications/application";

type Offered = WholeApplicationFragment["viewerActions"][number];

/** What the server says of an action on it; undefined if it does not exist for the viewer. */
export function actionOf(
  { viewerActions }: Pick<WholeApplicationFragment, "viewerActions">,
  action: Offered["action"],
): Offered | undefined {
  return viewerActions.find((each) => each.action === action);
}
