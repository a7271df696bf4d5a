import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Button } from "../parts/Button";
import { Link } from "../parts/Link";
import { signOut } from "./signOut";

/** The person's own pages: a disclosure with their name, of which phones show the first. */
export function AccountMenu({ person: { name, firstName } }: { person: { name: string; firstName: string } }) {
  const rest = name.startsWith(firstName) ? name.slice(firstName.length) : "";
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { path } = useLocation();
  useEffect(() => setOpen(false), [path]);
  return (
    <div
      ref={box}
      class="account"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
      onFocusOut={(event) => {
        if (open && event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        ref={button}
        class="account__button"
        aria-expanded={open ? "true" : "false"}
        aria-controls="account"
        onClick={() => setOpen(!open)}
      >
        <span class="usa-sr-only">Account: </span>
        <span>
          {rest ? firstName : name}
          <span class="account__rest">{rest}</span>
        </span>
      </button>
      <ul id="account" class="account__list" role="list" hidden={!open}>
        <li>
          <Link to="/settings">Your settings</Link>
        </li>
        <li>
          <Link to="/hours">Hours</Link>
        </li>
        <li>
          <Button look="unstyled" onPress={signOut}>
            Sign out
          </Button>
        </li>
      </ul>
    </div>
  );
}
