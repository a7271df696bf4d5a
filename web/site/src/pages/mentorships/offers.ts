interface Offer {
  action: string;
  allowed: boolean;
}

/** What the server says of an action on a thing; undefined if it does not exist for the viewer. */
export function offerOf<Of extends Offer>(
  thing: { viewerActions: readonly Of[] },
  action: Of["action"],
): Of | undefined {
  return thing.viewerActions.find((each) => each.action === action);
}

/** Whether the viewer can do that now. */
export function may<Of extends Offer>(thing: { viewerActions: readonly Of[] }, action: Of["action"]): boolean {
  return offerOf(thing, action)?.allowed ?? false;
}
