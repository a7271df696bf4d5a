import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Link } from "../parts/Link";
import { AccountMenu } from "./AccountMenu";
import { placeOf, signInAddress } from "./base";
import { isAt, placesOf } from "./places";
import { useViewer } from "./viewer";

/** The program's name and the account; below it the places of the person's roles. */
export function Header() {
  const viewer = useViewer();
  const { path } = useLocation();
  const here = placeOf(path);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [path]);
  return (
    <header class="usa-header usa-header--extended site-header">
      <div class="site-header__bar">
        <p class="site-header__title">
          <Link to="/">MOMENTS</Link> <span class="site-header__state">State of Missouri mentoring program</span>
        </p>
        <button
          type="button"
          ref={button}
          class="usa-menu-btn site-header__menu"
          aria-expanded={open ? "true" : "false"}
          aria-controls="places"
          onClick={() => setOpen(!open)}
        >
          Menu
        </button>
        <div class="site-header__account">
          {viewer ? (
            <AccountMenu person={viewer.person} />
          ) : (
            <a class="usa-button site-header__sign-in" href={signInAddress()}>
              Sign in
            </a>
          )}
        </div>
      </div>
      <nav
        id="places"
        aria-label="Main"
        class={open ? "usa-nav site-nav site-nav--open" : "usa-nav site-nav"}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !open) return;
          setOpen(false);
          button.current?.focus();
        }}
      >
        <ul class="usa-nav__primary site-nav__list">
          {placesOf(viewer).map(({ to, title, waiting }) => (
            <li class="usa-nav__primary-item" key={to}>
              <Link
                to={to}
                class={isAt(to, here) ? "usa-nav__link usa-current" : "usa-nav__link"}
                aria-current={isAt(to, here) ? "page" : undefined}
              >
                <span>
                  {title}
                  {waiting > 0 && (
                    <>
                      {" "}
                      <span class="usa-tag count">{waiting.toLocaleString("en-US")}</span>
                      <span class="usa-sr-only"> waiting</span>
                    </>
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
