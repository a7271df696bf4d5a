import type { Parameters } from "../../app/routes";
import { OfficeOnePersonDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { OfficePage } from "./OfficePage";
import { PersonApplications } from "./PersonApplications";
import { PersonFacts } from "./PersonFacts";
import { PersonList } from "./PersonList";
import { PersonMentorships } from "./PersonMentorships";
import { PersonRecords } from "./PersonRecords";
import { UnbindSignIn } from "./UnbindSignIn";

const PEOPLE = { to: "/office/people", title: "People" };

/** All that the office may know of one person, to answer the phone. Notes and agreements of a pair are not here. */
export default function PersonPage({ id = "" }: Parameters) {
  const screen = useScreen(OfficeOnePersonDocument, { person: id });
  const participant = screen.data?.viewer?.officeDashboard?.participant;
  if (participant === null) return <NotForYou />;
  return (
    <OfficePage title={participant?.person.name ?? "One person"} above={PEOPLE}>
      <Shown screen={screen} what="this person">
        {() =>
          participant && (
            <>
              <PersonFacts participant={participant} />
              <PersonApplications person={id} />
              {participant.isMentee && <PersonList person={id} />}
              <PersonMentorships person={id} />
              <PersonRecords person={id} />
              <UnbindSignIn person={participant.person} />
            </>
          )
        }
      </Shown>
    </OfficePage>
  );
}
