import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { placeOf } from "../../app/base";
import { Link } from "../../parts/Link";
import { OFFICE_PLACES, officePlaceOf } from "./places";

/** The office's places beside the page, or folded above it on a narrow screen. */
export function OfficePlaces() {
  const { path } = useLocation();
  const here = officePlaceOf(placeOf(path));
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [path]);
  return (
    <nav
      aria-label="Program office"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        ref={button}
        class="menu"
        aria-expanded={open ? "true" : "false"}
        aria-controls="office-places"
        onClick={() => setOpen(!open)}
      >
        Program office menu: {here.title}
      </button>
      <div id="office-places">
        {OFFICE_PLACES.map(({ group, places }) => (
          <div key={group}>
            <p class="office__group" id={`office-${group.replace(" ", "-")}`}>
              {group}
            </p>
            <ul class="usa-sidenav" aria-labelledby={`office-${group.replace(" ", "-")}`}>
              {places.map(({ to, title }) => (
                <li class="usa-sidenav__item" key={to}>
                  <Link
                    to={to}
                    class={to === here.to ? "usa-current" : undefined}
                    aria-current={to === here.to ? "page" : undefined}
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
