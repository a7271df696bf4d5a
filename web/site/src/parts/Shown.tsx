import type { ComponentChildren } from "preact";
import { useProgramContact } from "../app/contact";
import { codesOf, isSignedOut, isWrongInput, waitOf } from "../graph/client";
import type { Screen } from "../graph/useScreen";
import { Alert } from "./Alert";
import { Button } from "./Button";
import { Loading } from "./Loading";
import { WrongAddress } from "./WrongAddress";
import { count } from "./words";

interface Props<Data> {
  screen: Screen<Data>;
  /** What it is, as in "Loading your queue." */
  what: string;
  /** A part of a page, which fails alone. */
  part?: boolean;
  children: (data: Data) => ComponentChildren;
}

/** Draws a query's answer, or how it stands. What was shown stays shown while a later answer fails. */
export function Shown<Data>({ screen, what, part = false, children }: Props<Data>) {
  const contact = useProgramContact();
  const again = (
    <Button look="unstyled" onPress={screen.again}>
      Try again
    </Button>
  );
  if (screen.data) {
    return (
      <>
        {screen.error && codesOf(screen.error).includes("INTERNAL_SERVER_ERROR") && (
          <Alert kind="warning">
            We couldn't load all of {what}. It's our fault, not yours. {again}
          </Alert>
        )}
        {children(screen.data)}
      </>
    );
  }
  if (!screen.error) return <Loading what={what} again={screen.again} />;
  if (isSignedOut(screen.error)) return null; // the page itself says it
  if (isWrongInput(screen.error)) return <WrongAddress />;
  const number = screen.error.graphQLErrors
    .map(({ extensions }) => extensions?.errorId)
    .find((each) => typeof each === "string");
  if (part) {
    return (
      <Alert kind="warning">
        We couldn't load {what}. The rest of the page is up to date. {again}
      </Alert>
    );
  }
  const seconds = waitOf(screen.error);
  return (
    <Alert kind="error" heading="We couldn't load this page">
      <p>
        {seconds !== undefined
          ? `That was a lot at once. Wait for ${count(seconds, "second", "seconds")}.`
          : screen.error.networkError
            ? "We can't reach MOMENTS right now."
            : "It's our fault, not yours."}{" "}
        {again}
      </p>
      {number && (
        <p>
          If it goes on, write to{" "}
          {contact ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : "the program office"} and give this
          number: {String(number)}.
        </p>
      )}
    </Alert>
  );
}
