import { Link } from "../parts/Link";

export interface Crumb {
  to: string;
  title: string;
}

/** Where a page is; never the only way back. */
export function Breadcrumb({ above, here }: { above: readonly Crumb[]; here: string }) {
  return (
    <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="Breadcrumb">
      <ol class="usa-breadcrumb__list">
        {[{ to: "/", title: "Home" }, ...above].map(({ to, title }) => (
          <li class="usa-breadcrumb__list-item" key={to}>
            <Link to={to} class="usa-breadcrumb__link">
              <span>{title}</span>
            </Link>
          </li>
        ))}
        <li class="usa-breadcrumb__list-item usa-current" aria-current="page">
          <span>{here}</span>
        </li>
      </ol>
    </nav>
  );
}
