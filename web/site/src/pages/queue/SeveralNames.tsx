import { useSignedIn } from "../../app/viewer";
import { Button } from "../../parts/Button";
import { roleWord } from "../../parts/words";
import { actionOf, isSettled, settledSentence, type Waiting } from "./words";

interface Props {
  applications: readonly Waiting[];
  onLeaveOut(id: string): void;
}

/** Who is decided about; each can be left out. One that somebody else decided meanwhile says so. */
export function SeveralNames({ applications, onLeaveOut }: Props) {
  const me = useSignedIn().person.id;
  return (
    <ul class="rows" role="list">
      {applications.map((application, index) => {
        const { id, applicant, kind } = application;
        const why = isSettled(application)
          ? settledSentence(application, me)
          : actionOf(application, "approve")?.reason;
        return (
          <li key={id} class="row">
            <div class="row-head">
              <strong>{applicant.name}</strong> {roleWord(kind)}
              <Button
                look="unstyled"
                id={`leave-out-${index}`}
                about={`${applicant.name}, ${roleWord(kind)}`}
                onPress={() => {
                  document
                    .getElementById(`leave-out-${index === applications.length - 1 ? index - 1 : index + 1}`)
                    ?.focus();
                  onLeaveOut(id);
                }}
              >
                Leave out
              </Button>
            </div>
            {why && <p class="quiet">{why}</p>}
          </li>
        );
      })}
    </ul>
  );
}
