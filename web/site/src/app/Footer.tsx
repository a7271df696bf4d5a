import { Link } from "../parts/Link";
import { useProgramContact } from "./contact";

export function Footer() {
  const contact = useProgramContact();
  return (
    <footer class="usa-footer usa-footer--slim site-footer">
      <div class="site-footer__content">
        <p>MOMENTS, State of Missouri</p>
        <ul class="site-footer__links" role="list">
          {contact && (
            <li>
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </li>
          )}
          {contact && (
            <li>
              <a href={`tel:${contact.telephone.replace(/[^+\d]/g, "")}`}>{contact.telephone}</a>
            </li>
          )}
          <li>
            <Link to="/resources">Resources</Link>
          </li>
          <li>
            <Link to="/resources/accessibility">Accessibility</Link>
          </li>
          <li>
            <Link to="/resources/privacy">Privacy</Link>
          </li>
        </ul>
      </div>
    </footer>
  );
}
