import { useLocation } from "preact-iso";
import { FoundPeople } from "./FoundPeople";
import { OfficePage } from "./OfficePage";
import { Participants } from "./Participants";

/** Everybody who has applied, narrowed; or whom a name or email finds in the whole directory. */
export default function PeoplePage() {
  const { words = "", after = null } = useLocation().query;
  return (
    <OfficePage title="People">
      {words.trim() ? <FoundPeople words={words} after={after} /> : <Participants />}
    </OfficePage>
  );
}
