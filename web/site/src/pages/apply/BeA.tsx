import { Page } from "../../app/Page";
import { BeAPageDocument, type BeAPageQuery } from "../../graph/generated/pages/apply/beA";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { WhatHappensNext } from "./WhatHappensNext";
import { WhereItStands } from "./WhereItStands";

const WORDS = {
  MENTOR: {
    title: "Be a Mentor",
    promise:
      "You share what you know with one or two team members, from any department. It takes about an hour a month, in your working hours, for about a year.",
    ease: "You can pause at any time, and either of you can end it without giving a reason.",
    skills: "three to six skills that are your strongest",
    guidance: { slug: "mentors", words: "What mentors do: guidance for mentors" },
  },
  MENTEE: {
    title: "Be a Mentee",
    promise:
      "You learn from somebody who has the strengths you look for, from any department. It takes about an hour a month, in your working hours, for about a year.",
    ease: "You choose your mentor yourself, and either of you can end it without giving a reason.",
    skills: "three to six strengths you look for in a mentor",
    guidance: { slug: "mentees", words: "How to get the most from it: guidance for mentees" },
  },
};

/** What one promises, what one needs, how long it takes; then the application. Emails lead here. */
export function BeA({ kind }: { kind: "MENTOR" | "MENTEE" }) {
  const screen = useScreen(BeAPageDocument, { kind });
  const words = WORDS[kind];
  return (
    <Page title={words.title} width="reading">
      <p class="usa-intro">{words.promise}</p>
      <p>{words.ease}</p>
      <Shown screen={screen} what="your application">
        {(data) => (
          <>
            <WhereItStands kind={kind} data={data} />
            <h2>You'll need</h2>
            <ul class="usa-list">
              <li>about 15 minutes</li>
              <li>your working hours</li>
              <li>a few sentences about yourself</li>
              <li>{words.skills}</li>
            </ul>
            <WhatHappensNext kind={kind} period={data.applicationPeriod} />
            <TakePart data={data} />
          </>
        )}
      </Shown>
      <h2>Read more</h2>
      <ul class="usa-list">
        <li>
          <Link to={`/resources/${words.guidance.slug}`}>{words.guidance.words}</Link>
        </li>
        <li>
          <Link to="/resources/questions">Questions and answers</Link>
        </li>
      </ul>
    </Page>
  );
}

function TakePart({ data: { program } }: { data: BeAPageQuery }) {
  return (
    <>
      <h2>Can I take part?</h2>
      <p>Yes, if all of these are so:</p>
      <ul class="usa-list">
        <li>You work for the State full-time.</li>
        <li>Your last ENGAGE evaluation does not say “at risk.” If you have none yet, that's fine.</li>
        <li>You are under no performance improvement plan and no other disciplinary action.</li>
        <li>Your supervisor approves your application.</li>
      </ul>
      <p>
        Not sure? Write to <a href={`mailto:${program.email}`}>{program.email}</a> or call{" "}
        <a href={`tel:${program.telephone.replace(/[^+\d]/g, "")}`}>{program.telephone}</a>.
      </p>
    </>
  );
}
