import { signInAddress } from "../../app/base";
import type { BeAPageQuery, OwnStandingFragment } from "../../graph/generated/pages/apply/beA";
import { dayOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { roleWord } from "../../parts/words";
import { ReviseButton } from "../applications/ReviseButton";
import { NotEligible } from "./NotEligible";

interface Props {
  kind: "MENTOR" | "MENTEE";
  data: BeAPageQuery;
}

/** One button, by how one's own application of that kind stands. */
export function WhereItStands({ kind, data: { viewer } }: Props) {
  const form = `/be-a-${roleWord(kind)}/application`;
  const create = kind === "MENTOR" ? "Create Mentor Application" : "Create Mentee Application";
  if (!viewer) {
    return (
      <p>
        <a class="usa-button" href={signInAddress(form)}>
          {create}
        </a>
      </p>
    );
  }
  const own = viewer.applications.nodes.find((each) => each.kind === kind);
  const { eligibility } = viewer.participant;
  const canBegin = !own || own.state === "DRAFT" || own.state === "DENIED" || own.state === "WITHDRAWN";
  if (eligibility && !eligibility.eligible && canBegin) {
    return (
      <NotEligible viewer={viewer}>
        {own && (
          <p>
            <Link to={`/applications/${own.id}`}>Open your application</Link>
          </p>
        )}
      </NotEligible>
    );
  }
  if (!own) return <Button to={form} words={create} />;
  return <Standing own={own} form={form} />;
}

function Standing({ own, form }: { own: OwnStandingFragment; form: string }) {
  const page = `/applications/${own.id}`;
  const role = roleWord(own.kind);
  const last = own.timeline?.nodes.at(-1)?.at;
  switch (own.state) {
    case "DRAFT":
      return (
        <Button to={form} words="Continue your application" about={`Begun on ${dayOf(own.startedAt)}. Not sent yet.`} />
      );
    case "SUBMITTED": {
      const since = own.assignee?.since ?? own.submittedAt;
      const about = own.assignee && since ? `With ${own.assignee.person.name} since ${dayOf(since)}.` : "It is sent.";
      return <Button to={page} words="Open your application" about={about} />;
    }
    case "APPROVED":
      return (
        <>
          <Button
            to={`${page}/edit`}
            words="Change your application"
            about={own.decision ? `You've been a ${role} since ${dayOf(own.decision.decidedAt)}.` : `You're a ${role}.`}
          />
          <p>
            <Link to={page}>Open it</Link>
          </p>
        </>
      );
    case "DENIED":
      return (
        <>
          {own.decision && <p>Not approved on {dayOf(own.decision.decidedAt)}.</p>}
          <ReviseButton application={own} words="Change it and send it again" />
        </>
      );
    case "WITHDRAWN":
      return (
        <>
          {last && <p>Withdrawn on {dayOf(last)}.</p>}
          <ReviseButton application={own} words="Apply again" />
        </>
      );
  }
}

function Button({ to, words, about }: { to: string; words: string; about?: string }) {
  return (
    <>
      {about && <p>{about}</p>}
      <p>
        <Link to={to} class="usa-button">
          {words}
        </Link>
      </p>
    </>
  );
}
