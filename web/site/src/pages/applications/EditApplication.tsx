import { useState } from "preact/hooks";
import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { useSignedIn } from "../../app/viewer";
import { ApplicationFormPageDocument } from "../../graph/generated/pages/apply/form";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { ApplicationForm } from "../apply/ApplicationForm";
import { NotADraft } from "../apply/NotADraft";
import { NO_PROBLEMS, type Problems } from "../apply/problems";
import { NotForYou } from "../wrong/NotForYou";

/** An approved application is changed by its own form; a draft has the same one at its own address. */
export default function EditApplicationPage({ id }: Parameters) {
  const own = useSignedIn().applications.nodes.find((each) => each.id === id);
  return own ? <Editing id={own.id} kind={own.kind} /> : <NotForYou />;
}

function Editing({ id, kind }: { id: string; kind: "MENTOR" | "MENTEE" }) {
  const screen = useScreen(ApplicationFormPageDocument, { kind });
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  return (
    <Page
      title={kind === "MENTOR" ? "Change your mentor application" : "Change your mentee application"}
      above={[{ to: `/applications/${id}`, title: "Your application" }]}
      errors={problems.errors}
      errorNote={problems.note}
    >
      <Shown screen={screen} what="your application">
        {({ viewer, ...rest }) => {
          const application = viewer?.applications.nodes.find((each) => each.id === id);
          if (!viewer || !application) return null;
          if (application.state !== "APPROVED" && application.state !== "DRAFT") {
            return <NotADraft application={application} meanwhile />;
          }
          return (
            <ApplicationForm
              key={application.state}
              kind={kind}
              data={{ ...rest, viewer }}
              application={application}
              problems={problems}
              onProblems={setProblems}
            />
          );
        }}
      </Shown>
    </Page>
  );
}
