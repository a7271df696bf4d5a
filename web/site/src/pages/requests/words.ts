import type { OneRequestFragment } from "../../graph/generated/pages/requests/request";
import { dayOf, isoDay, timeOf } from "../../parts/dates";

/** "at 9:42 a.m." today, else "on November 20". */
export function whenOf(value: string): string {
  return isoDay(value) === isoDay() ? `at ${timeOf(value)}` : `on ${dayOf(value)}`;
}

/** When it came into its state. */
export function settledAt({ respondedAt, timeline, requestedAt }: OneRequestFragment): string {
  return respondedAt ?? timeline.nodes[0]?.at ?? requestedAt;
}

/** What became of a request, to the mentor. */
export function toldToMentor(request: OneRequestFragment): string | undefined {
  const [name, when] = [request.partner?.firstName, whenOf(settledAt(request))];
  switch (request.state) {
    case "REQUESTED":
      return undefined;
    case "CANCELLED":
      return `${name} took back this request ${when}.`;
    case "CLOSED":
      return `This request was closed ${when}. That happens when your last open place is filled, or when one of you stops taking part.`;
    case "DECLINED":
      return `You declined this request ${when}.`;
    default:
      return `You accepted this request ${when}.`;
  }
}

/** What became of a request, to the mentee. */
export function toldToMentee(request: OneRequestFragment): string | undefined {
  const [name, when] = [request.partner?.firstName, whenOf(settledAt(request))];
  switch (request.state) {
    case "REQUESTED":
      return undefined;
    case "CANCELLED":
      return `You took this request back ${when}.`;
    case "CLOSED":
      return `This request was closed ${when}: ${name} is no longer available. That may be because ${name} has two mentees by now.`;
    case "DECLINED":
      return `${name} said no ${when}. You can ask someone else.`;
    default:
      return `${name} said yes ${when}.`;
  }
}

export function actionOf(request: OneRequestFragment, action: string) {
  return request.viewerActions.find((each) => each.action === action);
}
