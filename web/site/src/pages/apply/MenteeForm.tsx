import { NewApplication } from "./NewApplication";

export default function MenteeFormPage() {
  return <NewApplication kind="MENTEE" />;
}
