import { useRef, useState } from "preact/hooks";
import { Page } from "../../app/Page";
import { ApplicationFormPageDocument } from "../../graph/generated/pages/apply/form";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { ApplicationForm } from "./ApplicationForm";
import { NotADraft } from "./NotADraft";
import { NotEligible } from "./NotEligible";
import { NO_PROBLEMS, type Problems } from "./problems";

/** The form of a new application, or of the draft of that kind. */
export function NewApplication({ kind }: { kind: "MENTOR" | "MENTEE" }) {
  const screen = useScreen(ApplicationFormPageDocument, { kind });
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  const wasForm = useRef(false);
  const word = roleWord(kind);
  return (
    <Page
      title={kind === "MENTOR" ? "Mentor application" : "Mentee application"}
      above={[{ to: `/be-a-${word}`, title: kind === "MENTOR" ? "Be a Mentor" : "Be a Mentee" }]}
      errors={problems.errors}
      errorNote={problems.note}
    >
      <Shown screen={screen} what="your application">
        {({ viewer, ...rest }) => {
          if (!viewer) return null;
          const application = viewer.applications.nodes.find((each) => each.kind === kind) ?? null;
          if (application && application.state !== "DRAFT") {
            return <NotADraft application={application} meanwhile={wasForm.current} />;
          }
          wasForm.current = true;
          return (
            <>
              {viewer.participant.eligibility?.eligible === false && (
                <NotEligible viewer={viewer}>
                  <p>You can fill it in and keep it. It can be sent once this has changed.</p>
                </NotEligible>
              )}
              <ApplicationForm
                kind={kind}
                data={{ ...rest, viewer }}
                application={application}
                problems={problems}
                onProblems={setProblems}
              />
            </>
          );
        }}
      </Shown>
    </Page>
  );
}
