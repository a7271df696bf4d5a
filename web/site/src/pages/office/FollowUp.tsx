import { useEffect, useRef } from "preact/hooks";
import { HandleFollowUpDocument, type OfficeFollowUpFragment } from "../../graph/generated/pages/office/people";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { ContactLink } from "../../parts/ContactLink";
import { DateTime } from "../../parts/DateTime";
import { timeOf } from "../../parts/dates";
import { movingFocus } from "../../parts/focus";
import { Link } from "../../parts/Link";
import { Refusals } from "../../parts/Refusals";
import { roleWord, stopped } from "../../parts/words";

interface Props {
  survey: OfficeFollowUpFragment;
  /** Whether they still wait: false once it is done, by whomever. */
  waits: boolean;
}

/** Somebody who asks to be contacted: how to reach them, what they wrote, and that it is done. */
export function FollowUp({ survey, waits }: Props) {
  const { id, person, other, role, submittedAt, answers, mentorship, viewerActions } = survey;
  const action = useAction(HandleFollowUpDocument);
  const note = useRef<HTMLParagraphElement>(null);
  const mine = action.outcome?.kind === "done";
  useEffect(() => {
    if (mine) movingFocus(note.current?.closest("li"))(() => note.current);
  }, [mine]);
  const doneAt = action.outcome?.kind === "done" ? action.outcome.payload.survey?.followedUpAt : null;
  const handling = viewerActions.find(({ action }) => action === "HANDLE_FOLLOW_UP");
  return (
    <li class="row">
      <div class="row-head">
        <h2>
          <Link to={`/office/people/${person.id}`}>{person.name}</Link>
        </h2>
        <span class="quiet">
          {submittedAt && (
            <>
              asks since <DateTime value={submittedAt} />
            </>
          )}
        </span>
      </div>
      <p>
        <a href={`mailto:${person.email}`}>{person.email}</a>, {person.department.name}. The {roleWord(role)} of a
        mentorship with {other.name}
        {mentorship.endedAt && (
          <>
            , which ended <DateTime value={mentorship.endedAt} />
          </>
        )}
        .
      </p>
      {answers?.comments ? <p class="typed quotation">{answers.comments}</p> : <p>They wrote no comment.</p>}
      {answers?.comments && (
        <p class="quiet">
          If it speaks of discrimination, harassment or retaliation, report it at once:{" "}
          <ContactLink contact={person.department.hrContact} />.
        </p>
      )}
      {(mine || !waits) && (
        <p ref={note} tabIndex={-1} class="note">
          {mine
            ? stopped(`Done by you at ${timeOf(doneAt ?? new Date())}`)
            : "Somebody of the office has been in touch."}
        </p>
      )}
      {!mine && waits && handling?.allowed && (
        <div class="actions">
          <Button
            look="outline"
            about={`with ${person.name}`}
            working={action.working}
            workingWords="Saving..."
            onPress={() => action.run({ survey: id })}
          >
            I've been in touch
          </Button>
        </div>
      )}
      {!mine && waits && handling && !handling.allowed && handling.reason && <p class="quiet">{handling.reason}</p>}
      <Refusals outcome={action.outcome} />
    </li>
  );
}
