import { BeA } from "./BeA";

export default function BeAMentorPage() {
  return <BeA kind="MENTOR" />;
}
