import { useLocation } from "preact-iso";
import { OfficeAdministratorsDocument } from "../../graph/generated/pages/office/lists";
import { useScreen } from "../../graph/useScreen";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { DepartmentAdministrators } from "../administrators/DepartmentAdministrators";
import { OfficePage } from "./OfficePage";

/** The administrators of each department; those that have none come first. */
export default function AdministratorsPage() {
  const { after = null } = useLocation().query;
  const screen = useScreen(OfficeAdministratorsDocument, { after });
  return (
    <OfficePage title="Administrators">
      <Shown screen={screen} what="the departments">
        {({ departments }) => {
          const none = departments.nodes.filter(({ administrators }) => administrators?.totalCount === 0);
          const some = departments.nodes.filter((each) => !none.includes(each));
          return (
            <>
              {none.length > 0 && <p>Departments without an administrator come first.</p>}
              {[...none, ...some].map(({ id }) => (
                <DepartmentAdministrators key={id} department={id} />
              ))}
              <Pagination of="departments" pageInfo={departments.pageInfo} />
            </>
          );
        }}
      </Shown>
    </OfficePage>
  );
}
