import { Fragment } from "preact";

interface Contact {
  name?: string | null;
  email?: string | null;
  telephone?: string | null;
  note?: string | null;
}

/** Whom to write to or to call; each part that is known. */
export function ContactLink({ contact: { name, email, telephone, note } }: { contact: Contact }) {
  const parts = [
    name,
    email && <a href={`mailto:${email}`}>{email}</a>,
    telephone && <a href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>{telephone}</a>,
    note,
  ].filter(Boolean);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && ", "}
          {part}
        </Fragment>
      ))}
    </>
  );
}
