import { DecideSeveral } from "../queue/DecideSeveral";

/** Several applications that wait with one supervisor, decided in lieu of them. */
export default function DepartmentDecidePage() {
  return <DecideSeveral address="/department/decide" back={{ to: "/department", title: "Your department" }} />;
}
