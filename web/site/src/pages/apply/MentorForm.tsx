import { NewApplication } from "./NewApplication";

export default function MentorFormPage() {
  return <NewApplication kind="MENTOR" />;
}
