import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import type { FieldError } from "../../forms/errors";
import { OfficeMembersDocument } from "../../graph/generated/pages/office/lists";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { AddMember } from "./AddMember";
import { Member } from "./Member";
import { OfficePage } from "./OfficePage";

/** Who is of the program office. */
export default function OfficeMembersPage() {
  const { after = null } = useLocation().query;
  const screen = useScreen(OfficeMembersDocument, { name: null, after });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [news, setNews] = useState("");
  return (
    <OfficePage title="Office members" errors={errors}>
      <div role="status">
        {news && (
          <Alert kind="success" slim>
            {news}
          </Alert>
        )}
      </div>
      <Shown screen={screen} what="the members">
        {({ viewer }) => {
          const members = viewer?.officeDashboard?.members;
          if (!members) return null;
          return (
            <>
              <p class="count-line">
                {count(members.totalCount ?? 0, "member", "members")}.{" "}
                <a href={at("/exports/members.csv")} download>
                  Download all as CSV
                </a>
              </p>
              <ul class="rows" role="list">
                {members.nodes.map((member) => (
                  <Member
                    key={member.id}
                    member={member}
                    isSelf={member.id === viewer.person.id}
                    onRemoved={() => {
                      setNews(`${member.name} is no longer of the program office.`);
                      document.querySelector<HTMLElement>("main h1")?.focus();
                    }}
                  />
                ))}
              </ul>
              <Pagination of="members" pageInfo={members.pageInfo} />
            </>
          );
        }}
      </Shown>
      <AddMember
        errors={errors}
        onErrors={setErrors}
        onAdded={(name) => setNews(`${name} is of the program office now.`)}
      />
    </OfficePage>
  );
}
