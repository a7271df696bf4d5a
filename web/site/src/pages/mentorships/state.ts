import type { MentorshipState } from "../../graph/generated/pages/mentorships/mentorships";

export const STATE_WORDS: Record<MentorshipState, string> = {
  REQUESTED: "Waits for an answer",
  ACTIVE: "Active",
  DECLINED: "Declined",
  CANCELLED: "Canceled",
  CLOSED: "Closed",
  COMPLETED: "Complete",
  DISCONTINUED: "Ended early",
};

interface Since {
  words: string;
  field: "requestedAt" | "respondedAt" | "endedAt";
}

/** Since when a mentorship is in its state, in words. */
export const SINCE: Record<MentorshipState, Since> = {
  REQUESTED: { words: "Asked on", field: "requestedAt" },
  ACTIVE: { words: "Since", field: "respondedAt" },
  DECLINED: { words: "Declined on", field: "respondedAt" },
  CANCELLED: { words: "Asked on", field: "requestedAt" },
  CLOSED: { words: "Asked on", field: "requestedAt" },
  COMPLETED: { words: "Ended on", field: "endedAt" },
  DISCONTINUED: { words: "Ended on", field: "endedAt" },
};
