import { Page } from "../../app/Page";
import { Link } from "../../parts/Link";
import { count } from "../../parts/words";

/** What the viewer did with a request here, just now. */
export type Answer =
  | { kind: "accepted"; name: string; closed: number }
  | { kind: "declined"; name: string }
  | { kind: "cancelled"; name: string };

/** After the answer: what happens next, and the way on. */
export function Answered({ id, answer }: { id: string; answer: Answer }) {
  const { name } = answer;
  if (answer.kind === "accepted") {
    return (
      <Page title={`You are ${name}'s mentor`} width="reading">
        <p>
          The next step is your first meeting. {name} is told by email and reaches out first to set it up. You'll both
          find the agreement in your mentorship.
        </p>
        {answer.closed > 0 && (
          <p>
            {count(
              answer.closed,
              "other request was closed and that mentee was",
              "other requests were closed and those mentees were",
            )}{" "}
            told.
          </p>
        )}
        <p>
          <Link to={`/mentorships/${id}`} class="usa-button">
            Open the mentorship
          </Link>
        </p>
      </Page>
    );
  }
  if (answer.kind === "declined") {
    return (
      <Page title={`You declined ${name}'s request`} width="reading">
        <p>{name} is told by email and can ask someone else. You can't read the application any more.</p>
        <p>
          <Link to="/requests" class="usa-button">
            Your requests
          </Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={`You took back your request to ${name}`} width="reading">
      <p>You can ask someone else now.</p>
      <p>
        <Link to="/search" class="usa-button">
          Find another mentor
        </Link>
      </p>
    </Page>
  );
}
