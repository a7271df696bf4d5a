import { signInAddress } from "../../app/base";
import { Link } from "../../parts/Link";

/** What MOMENTS is and how it works: text that needs no answer of the server. `cycle`: where the cycle stands, once known. */
export function About({ cycle }: { cycle: string }) {
  return (
    <>
      <p class="usa-intro">
        MOMENTS is the State of Missouri's mentoring program. You meet a colleague from any department for about an hour
        a month, in work time.
      </p>
      <p class="front__cycle">{cycle}</p>
      <p class="actions">
        <Link to="/be-a-mentee" class="usa-button usa-button--big">
          Be a Mentee
        </Link>
        <Link to="/be-a-mentor" class="usa-button usa-button--big">
          Be a Mentor
        </Link>
      </p>
      <p>
        Already taking part? <a href={signInAddress("/")}>Sign in</a>
      </p>
      <h2>How it works</h2>
      <ol class="usa-process-list">
        {STEPS.map(([heading, text]) => (
          <li class="usa-process-list__item" key={heading}>
            <h3 class="usa-process-list__heading">{heading}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <h2>Who can take part?</h2>
      <p>
        You can, if you work for the State full-time, weren't "at risk" in your latest ENGAGE evaluation, and are under
        no performance improvement plan or other discipline. Your supervisor has to approve your application.
      </p>
      <p>
        <Link to="/resources/questions">All questions and answers</Link>
      </p>
      <h2>Help and resources</h2>
      <ul class="usa-list">
        <li>
          <Link to="/resources/agreement">The mentorship agreement</Link>
        </li>
        <li>
          <Link to="/resources/first-meeting">The first meeting</Link>
        </li>
        <li>
          <Link to="/resources">Guidance for mentors and mentees, and your department's administrators</Link>
        </li>
      </ul>
    </>
  );
}

const STEPS = [
  ["Apply", "Name three to six skills and rank them."],
  ["Get approved", "Your supervisor says yes or no."],
  [
    "Choose a mentor",
    "In the first month of each quarter we match people by their skills. You get a list of mentors and choose.",
  ],
  ["Meet", "You and your mentor set up the first meeting, then meet about an hour a month."],
] as const;
