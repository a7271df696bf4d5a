interface Contact {
  name: string | null;
  email: string | null;
  telephone: string | null;
  note: string | null;
}

/** Whom to ask: a name, an address and a number that can be pressed. Ends with a period. */
export function ContactLine({ contact: { name, email, telephone, note } }: { contact: Contact }) {
  return (
    <>
      {name}
      {name && (email || telephone) && ", "}
      {email && <a href={`mailto:${email}`}>{email}</a>}
      {email && telephone && ", "}
      {telephone && <a href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>{telephone}</a>}
      {(name || email || telephone) && "."}
      {note && ` ${note}`}
    </>
  );
}
