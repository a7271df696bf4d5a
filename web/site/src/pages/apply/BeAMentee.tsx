import { BeA } from "./BeA";

export default function BeAMenteePage() {
  return <BeA kind="MENTEE" />;
}
