import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Page } from "../../app/Page";
import type { FieldError } from "../../forms/errors";
import { MeetingFormPageDocument, type MeetingFormPageQuery } from "../../graph/generated/pages/meetings/meetings";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { may, offerOf } from "../mentorships/offers";
import { NotForYou } from "../wrong/NotForYou";

interface Given {
  name: string;
  /** Whether it can still be sent. */
  allowed: boolean;
  limits: MeetingFormPageQuery["limits"];
}

interface Props {
  /** Of the mentorship. */
  id: string;
  title: string;
  action: "PROPOSE_MEETING" | "LOG_MEETING";
  errors: readonly FieldError[];
  children: (given: Given) => ComponentChildren;
}

/** The frame of the forms for a meeting: with whom, and why not if it cannot be done any more. What is typed stays. */
export function MeetingForm({ id, title, action, errors, children }: Props) {
  const screen = useScreen(MeetingFormPageDocument, { id });
  const node = screen.data?.node;
  const pair = node?.__typename === "Mentorship" ? node : undefined;
  const opened = useRef(false); // what is typed stays when the mentorship ends meanwhile
  if (screen.data && !pair?.partner) return <NotForYou />;
  const partner = pair?.partner;
  if (pair && may(pair, action)) opened.current = true;
  return (
    <Page
      title={partner ? `${title} with ${partner.name}` : title}
      width="reading"
      errors={errors}
      above={[
        { to: "/mentorships", title: "Mentorships" },
        { to: `/mentorships/${id}`, title: partner?.name ?? "Mentorship" },
      ]}
    >
      <Shown screen={screen} what="this form">
        {({ limits }) => {
          const offer = pair && offerOf(pair, action);
          return (
            <>
              {!offer?.allowed && (
                <Alert kind="info">
                  {offer?.reason ?? "This can't be done now."}{" "}
                  <Link to={`/mentorships/${id}`}>Go to the mentorship</Link>
                </Alert>
              )}
              {(offer?.allowed || opened.current) &&
                partner &&
                children({ name: partner.firstName, limits, allowed: offer?.allowed ?? false })}
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
