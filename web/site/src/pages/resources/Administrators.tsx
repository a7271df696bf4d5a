import { useLocation } from "preact-iso";
import { AdministratorsToAskDocument } from "../../graph/generated/pages/resources/resources";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";

/** The administrators of a department (APR-8), by name. */
export function Administrators({ department }: { department: string }) {
  const { query } = useLocation();
  const screen = useScreen(AdministratorsToAskDocument, { department, after: query.administrators ?? null });
  return (
    <Shown screen={screen} what="the administrators" part>
      {({ node }) => {
        const page = node && "administrators" in node ? node.administrators : null;
        if (!page) return null;
        return (
          <>
            <h4>Administrators</h4>
            {page.nodes.length === 0 && <p>This department has named none yet. Ask the program office.</p>}
            <ul class="usa-list">
              {page.nodes.map(({ person: { id, name, email } }) => (
                <li key={id}>
                  {name}, <a href={`mailto:${email}`}>{email}</a>
                </li>
              ))}
            </ul>
            <Pagination of="administrators" pageInfo={page.pageInfo} parameter="administrators" />
          </>
        );
      }}
    </Shown>
  );
}
