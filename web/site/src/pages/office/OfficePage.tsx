import type { ComponentChildren } from "preact";
import { Page } from "../../app/Page";
import { useSignedIn } from "../../app/viewer";
import type { FieldError } from "../../forms/errors";
import { NotForYou } from "../wrong/NotForYou";
import { FindPerson } from "./FindPerson";
import { OfficePlaces } from "./OfficePlaces";

interface Props {
  /** The page's heading. */
  title: string;
  errors?: readonly FieldError[];
  /** The office page that this one is below, such as People for one person. */
  above?: { to: string; title: string };
  children: ComponentChildren;
}

/** A page of the program office, with its places beside it; to others it is as if it did not exist. */
export function OfficePage({ title, errors, above, children }: Props) {
  if (!useSignedIn().roles.includes("PROGRAM_OFFICE")) return <NotForYou />;
  const overview = { to: "/office", title: "Program office" };
  return (
    <div class="office">
      <OfficePlaces />
      <Page
        title={title}
        longTitle={title === overview.title ? title : `${title} - Program office`}
        width="wide"
        above={above ? [overview, above] : title === overview.title ? [] : [overview]}
        {...(errors ? { errors } : {})}
      >
        <FindPerson />
        {children}
      </Page>
    </div>
  );
}
