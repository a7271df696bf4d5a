import { useState } from "preact/hooks";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import type { FieldError } from "../../forms/errors";
import { MeetingPageDocument, type MeetingPageQuery } from "../../graph/generated/pages/meetings/meetings";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { usePairNews } from "../mentorships/usePairNews";
import { NotForYou } from "../wrong/NotForYou";
import { MeetingParts } from "./MeetingParts";

export type OneMeeting = Extract<NonNullable<MeetingPageQuery["node"]>, { __typename: "Meeting" }>;

const NONE: readonly FieldError[] = [];

/** One meeting: its time, how it stands, and what either of the two can do with it. */
export default function MeetingPage({ id = "" }: Parameters) {
  const screen = useScreen(MeetingPageDocument, { id });
  const [errors, setErrors] = useState(NONE);
  const meeting = screen.data?.node?.__typename === "Meeting" ? screen.data.node : undefined;
  usePairNews(meeting?.mentorship.id);
  if (screen.data && !meeting) return <NotForYou />;
  const partner = meeting?.mentorship.partner;
  return (
    <Page
      title={partner ? `Meeting with ${partner.name}` : "Meeting"}
      width="reading"
      errors={errors}
      above={[
        { to: "/mentorships", title: "Mentorships" },
        {
          to: meeting ? `/mentorships/${meeting.mentorship.id}` : "/mentorships",
          title: partner?.name ?? "Mentorship",
        },
      ]}
    >
      <Shown screen={screen} what="this meeting">
        {() => meeting && <MeetingParts key={meeting.id} meeting={meeting} onErrors={setErrors} />}
      </Shown>
    </Page>
  );
}
