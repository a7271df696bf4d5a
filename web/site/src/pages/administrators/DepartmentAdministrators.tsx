import { useMemo, useState } from "preact/hooks";
import { DepartmentAdministratorsDocument } from "../../graph/generated/pages/administrators/administrators";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { AddAdministrator } from "./AddAdministrator";
import { AdministratorItem } from "./AdministratorItem";

interface Props {
  /** The department's id. */
  department: string;
  heading?: "h2" | "h3";
}

/** A department's administrators: who they are, one more, one less. For themselves and for the program office. */
export function DepartmentAdministrators({ department, heading: Heading = "h2" }: Props) {
  const [after, setAfter] = useState<string | null>(null);
  const [news, setNews] = useState<string>();
  const variables = useMemo(() => ({ department, after }), [department, after]);
  const screen = useScreen(DepartmentAdministratorsDocument, variables);
  return (
    <Shown screen={screen} what="the administrators" part>
      {({ node }) => {
        if (node?.__typename !== "Department" || !node.administrators) return null;
        const { administrators, viewerActions, name } = node;
        const total = administrators.totalCount ?? administrators.nodes.length;
        const [adding] = viewerActions;
        return (
          <section aria-label={`Administrators of ${name}`}>
            <Heading>{name}</Heading>
            <div role="status">
              {news && (
                <Alert kind="success" slim>
                  {news}
                </Alert>
              )}
            </div>
            <p class="count-line">
              {total === 0 ? "Nobody is named yet." : count(total, "administrator", "administrators")}
            </p>
            <ul class="rows" role="list">
              {administrators.nodes.map((administrator) => (
                <AdministratorItem
                  key={administrator.person.id}
                  administrator={administrator}
                  isLast={total === 1}
                  onRemoved={(person) => setNews(`${person} is no longer an administrator of ${name}.`)}
                />
              ))}
            </ul>
            {after && (
              <Button look="unstyled" onPress={() => setAfter(null)}>
                First page
              </Button>
            )}{" "}
            {administrators.pageInfo.hasNextPage && (
              <Button look="unstyled" onPress={() => setAfter(administrators.pageInfo.endCursor ?? null)}>
                Next page
              </Button>
            )}
            {adding?.allowed && (
              <AddAdministrator
                department={department}
                departmentName={name}
                onAdded={(person) => setNews(`${person} is an administrator of ${name} now.`)}
              />
            )}
            {adding && !adding.allowed && adding.reason && <p>{adding.reason}</p>}
          </section>
        );
      }}
    </Shown>
  );
}
