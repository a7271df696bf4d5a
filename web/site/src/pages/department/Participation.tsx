import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import { DepartmentParticipationDocument } from "../../graph/generated/pages/department/department";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { NotForYou } from "../wrong/NotForYou";
import { DepartmentPlaces } from "./DepartmentPlaces";
import { ParticipationFigure } from "./ParticipationFigure";

const NO_VARIABLES = {};

/** Who takes part in an administrator's departments, as figures. */
export default function ParticipationPage() {
  const chosen = useLocation().query.department;
  const screen = useScreen(DepartmentParticipationDocument, NO_VARIABLES);
  const dashboard = screen.data?.viewer?.administratorDashboard;
  if (screen.fresh && !dashboard) return <NotForYou />;
  return (
    <Page title="Participation" longTitle="Participation - Your department">
      <DepartmentPlaces here="/department/participation" departments={dashboard?.departments ?? []} />
      <Shown screen={screen} what="the participation">
        {({ viewer }) => (
          <>
            {viewer?.administratorDashboard?.participation
              .filter(({ department }) => !chosen || department.id === chosen)
              .map((each) => (
                <ParticipationFigure key={each.department.id} participation={each} />
              ))}
          </>
        )}
      </Shown>
    </Page>
  );
}
