import { useSignedIn } from "../../app/viewer";
import { useNoteInPlace } from "../../live/useNoteInPlace";
import { Link } from "../../parts/Link";
import { Tag } from "../../parts/Tag";
import { roleWord } from "../../parts/words";
import { ApplicationFacts } from "./ApplicationFacts";
import { Decide } from "./Decide";
import { SettledNote } from "./SettledNote";
import type { Row } from "./useRows";
import { canDecide, isSettled, settledSentence, type What } from "./words";

interface Props {
  row: Row;
  open: What | null;
  onOpen(what: What | null): void;
  selected: boolean;
  onSelect(selected: boolean): void;
  /** Why it left, where it can't be read any more. */
  departure: string | undefined;
  /** Whether the decision was made on this page. */
  mine: boolean;
  onDecided(): void;
  notes: number;
  onDismiss(): void;
  onClear(): void;
  /** For an administrator who decides in lieu: why. */
  ground?: string | undefined;
  onChangeGround?: (() => void) | undefined;
  /** Only to be read here. */
  readOnly?: boolean;
  heading?: "h2" | "h3";
}

/** An application that waits, or the note that it became. It keeps its place, its height and the focus. */
export function QueueRow(props: Props) {
  const { row, open, mine, departure } = props;
  const me = useSignedIn().person.id;
  const isNote = row.isGone === true && open === null;
  const { item, note } = useNoteInPlace(isNote, mine);

  const { application } = row;
  const left = isSettled(application) ? undefined : departure;
  const settled = row.isGone ? (left ?? settledSentence(application, me)) : undefined;
  const elsewhere = application.decision?.decidedBy?.id === me && !mine;
  return (
    <li
      ref={item}
      id={`application-${application.id}`}
      tabIndex={-1}
      class={isNote ? undefined : `row${row.isNew ? " new" : row.isChanged ? " changed" : ""}`}
    >
      {isNote ? (
        <SettledNote
          application={application}
          sentence={elsewhere ? `In another window: ${settled}` : (settled ?? "")}
          notes={props.notes}
          unseen={isUnseen(row, me)}
          note={note}
          onDismiss={props.onDismiss}
          onClear={props.onClear}
        />
      ) : (
        <Application {...props} settled={settled} />
      )}
    </li>
  );
}

function isUnseen({ application: { decision, supervisor } }: Row, me: string): boolean {
  return decision?.inLieu === true && !decision.seenAt && supervisor?.person.id === me;
}

function Application({
  row,
  settled,
  readOnly = false,
  heading: Heading = "h2",
  ...props
}: Props & { settled: string | undefined }) {
  const { application, isNew, isChanged } = row;
  const { applicant, kind, id, supervisor } = application;
  const openLink = (
    <Link to={`/applications/${id}`}>
      Open the application
      <span class="usa-sr-only">
        {" "}
        of {applicant.name}, {roleWord(kind)}
      </span>
    </Link>
  );
  return (
    <>
      <div class="row-head">
        {!readOnly && canDecide(application) && (
          <div class="usa-checkbox">
            <input
              class="usa-checkbox__input"
              type="checkbox"
              id={`select-${id}`}
              checked={props.selected}
              onChange={(event) => props.onSelect(event.currentTarget.checked)}
            />
            <label class="usa-checkbox__label" for={`select-${id}`}>
              <span class="usa-sr-only">
                Select {applicant.name}, {roleWord(kind)}
              </span>
            </label>
          </div>
        )}
        <Heading>
          <Link to={`/applications/${id}`}>{applicant.name}</Link>
          <span class="quiet"> wants to be a {roleWord(kind)}</span>
        </Heading>
        {isNew && <Tag isNew>New</Tag>}
        {isChanged && <Tag isNew>Changed</Tag>}
        {supervisor?.chosenByApplicant && <Tag>Sent here by the applicant</Tag>}
        {supervisor?.unexplained && <Tag>The State's records don't show that leave</Tag>}
      </div>
      <ApplicationFacts application={application} />
      {readOnly ? (
        <p>{openLink}</p>
      ) : (
        <Decide
          application={application}
          open={props.open}
          onOpen={props.onOpen}
          ground={props.ground}
          onChangeGround={props.onChangeGround}
          settled={settled}
          onDecided={props.onDecided}
        >
          {openLink}
        </Decide>
      )}
    </>
  );
}
