import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { Page } from "../../app/Page";
import { useViewer } from "../../app/viewer";
import { SearchPageDocument } from "../../graph/generated/pages/search/search";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Shown } from "../../parts/Shown";
import { FindNav } from "../mentors/FindNav";
import { NotNow } from "../mentors/NotNow";
import { criteriaOf, type Filters, filtersIn, orderIn, placeFor } from "./filters";
import { known } from "./known";
import { Results } from "./Results";
import { useChoices } from "./useChoices";

export default function SearchPage() {
  const { url, route } = useLocation();
  const query = useMemo(() => new URL(url, location.origin).searchParams, [url]);
  const asked = useMemo(() => filtersIn(query), [query]);
  const order = orderIn(query);
  const after = query.get("after");
  const choices = useChoices(asked);
  const filters = useMemo(() => known(asked, choices.data), [asked, choices.data]);
  const screen = useScreen(SearchPageDocument, { where: criteriaOf(filters), order, after });
  const viewer = useViewer();
  return (
    <Page title="Find a mentor">
      {viewer?.suggestionList && <FindNav here="search" recommended={null} />}
      <Shown screen={screen} what="the mentors">
        {(data) =>
          data.searchMentors.errors.length > 0 ? (
            <NotNow errors={data.searchMentors.errors} />
          ) : (
            <>
              {filters !== asked && (
                <Alert kind="info" slim>
                  One filter of this link is no longer known.
                </Alert>
              )}
              <Results
                found={data}
                choices={choices}
                filters={filters}
                order={order}
                after={after}
                onSearch={(next: Filters, by) => route(at(placeFor(next, by)))}
              />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
