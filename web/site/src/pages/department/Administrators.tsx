import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { DepartmentsOfViewerDocument } from "../../graph/generated/pages/department/department";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { DepartmentAdministrators } from "../administrators/DepartmentAdministrators";
import { NotForYou } from "../wrong/NotForYou";
import { DepartmentPlaces } from "./DepartmentPlaces";

const NO_VARIABLES = {};

/** Who the administrators of one's departments are (APR-8). */
export default function AdministratorsPage() {
  const chosen = useLocation().query.department;
  const screen = useScreen(DepartmentsOfViewerDocument, NO_VARIABLES);
  const dashboard = screen.data?.viewer?.administratorDashboard;
  if (screen.fresh && !dashboard) return <NotForYou />;
  const departments = dashboard?.departments ?? [];
  return (
    <Page title="Administrators" longTitle="Administrators - Your department">
      <DepartmentPlaces here="/department/administrators" departments={departments} />
      <p>Everybody in the department can see this list. Administrators answer questions about travel and budget.</p>
      <Shown screen={screen} what="your departments">
        {() => (
          <>
            {departments
              .filter(({ id }) => !chosen || id === chosen)
              .map(({ id }) => (
                <DepartmentAdministrators key={id} department={id} />
              ))}
          </>
        )}
      </Shown>
    </Page>
  );
}
