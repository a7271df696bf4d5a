import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import type { Parameters } from "../../app/routes";
import { tell } from "../../app/telling";
import { errorFor } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { useUnsaved } from "../../forms/useUnsaved";
import { ProposeMeetingDocument } from "../../graph/generated/pages/meetings/meetings";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { CONDUCT, ConductNotice } from "../../parts/ConductNotice";
import { Link } from "../../parts/Link";
import { MeetingForm } from "./MeetingForm";
import { TimeChoice, toTime } from "./TimeChoice";
import { NO_TIME } from "./typedTime";
import { useProposal } from "./useProposal";
import { WarnedTime } from "./WarnedTime";

const EMPTY = { ...NO_TIME, agenda: "" };

/** Proposes a meeting: a time that fits both, or another one, with a warning before it is stored. */
export default function NewMeetingPage({ id = "" }: Parameters) {
  const { route } = useLocation();
  const typed = useKept(`meeting:${id}:new`, EMPTY);
  const { dialog } = useUnsaved(JSON.stringify(typed.value) !== JSON.stringify(EMPTY));
  const action = useAction(ProposeMeetingDocument);
  const proposal = useProposal(id, null, async (time, acceptWarnings) => {
    const agenda = typed.value.agenda.trim() || null;
    const outcome = await action.run({ mentorship: id, ...time, agenda, acceptWarnings });
    if (outcome?.kind === "done" && outcome.payload.meeting) {
      typed.done();
      tell("The meeting is proposed.");
      route(at(`/meetings/${outcome.payload.meeting.id}`));
    }
    return outcome;
  });
  const working = proposal.checking || action.working;
  const set = (value: typeof typed.value) => {
    if (proposal.warnings) proposal.clear();
    typed.set(value);
  };
  return (
    <MeetingForm id={id} title="Propose a meeting" action="PROPOSE_MEETING" errors={proposal.errors}>
      {({ name, limits, allowed }) => (
        <form
          class="usa-form usa-form--large"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            proposal.submit(typed.value);
          }}
        >
          <TimeChoice
            mentorship={id}
            value={typed.value}
            onValue={(time) => set({ ...typed.value, ...time })}
            errors={proposal.errors}
          />
          <ConductNotice />
          <TextArea
            id="agenda"
            label="What it's about"
            optional
            limit={limits.agenda}
            rows={3}
            describes={CONDUCT}
            error={errorFor(proposal.errors, "agenda")}
            value={typed.value.agenda}
            onValue={(agenda) => typed.set({ ...typed.value, agenda })}
          />
          {allowed && proposal.warnings && (
            <WarnedTime
              warnings={proposal.warnings}
              words="Propose it anyway"
              working={working}
              onAnyway={() => proposal.submit(typed.value, true)}
              onOther={() => {
                proposal.clear();
                toTime();
              }}
            />
          )}
          <p class="quiet">{name} is told by email, and can confirm the time, move it or call it off.</p>
          <div class="actions">
            {allowed && !proposal.warnings && (
              <Button type="submit" working={working} workingWords="Proposing...">
                Propose this time
              </Button>
            )}
            <Link to={`/mentorships/${id}`}>Cancel</Link>
          </div>
          {dialog}
        </form>
      )}
    </MeetingForm>
  );
}
