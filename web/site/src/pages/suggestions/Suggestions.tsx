import { Page } from "../../app/Page";
import {
  type RecommendedFragment,
  SuggestionsPageDocument,
  type SuggestionsPageQuery,
} from "../../graph/generated/pages/suggestions/suggestions";
import { useScreen } from "../../graph/useScreen";
import { say } from "../../live/announcer";
import { LiveLine } from "../../live/LiveLine";
import { useMessages } from "../../live/streams";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { FindNav } from "../mentors/FindNav";
import { NotNow } from "../mentors/NotNow";
import { Card } from "./Card";
import { EmptyList, NoListYet } from "./NoList";
import { Places } from "./Places";
import { Replace } from "./Replace";

const NO_VARIABLES = {};

export default function SuggestionsPage() {
  const screen = useScreen(SuggestionsPageDocument, NO_VARIABLES);
  useMessages("myProgram", (told) => {
    if (told.__typename === "SuggestionChange") say(told.message);
  });
  const list = screen.data?.viewer?.suggestionList;
  return (
    <Page title="Your recommended mentors">
      <FindNav here="suggestions" recommended={list?.suggestions.nodes.length ?? null} />
      <Shown screen={screen} what="your list">
        {(data) => <Suggestions data={data} />}
      </Shown>
    </Page>
  );
}

function Suggestions({ data }: { data: SuggestionsPageQuery }) {
  const list = data.viewer?.suggestionList;
  const { errors } = data.searchMentors;
  if (errors.length > 0) {
    return (
      <>
        <NotNow errors={errors} />
        {list && <List list={list} data={data} />}
      </>
    );
  }
  if (!list) return <NoListYet period={data.applicationPeriod} />;
  if (list.suggestions.nodes.length === 0) return <EmptyList list={list} />;
  return (
    <>
      <p>
        From the matching for {list.label}, <DateTime value={list.madeAt} />. <Places data={data} />
      </p>
      <LiveLine what="This list" />
      <List list={list} data={data} />
      <Replace list={list} />
      <p>
        None of these fits? <Link to="/search">Search all mentors</Link>
      </p>
    </>
  );
}

function List({ list, data }: { list: RecommendedFragment; data: SuggestionsPageQuery }) {
  return (
    <ol class="usa-card-group recommended" role="list">
      {list.suggestions.nodes.map((suggestion) => (
        <Card key={suggestion.person.id} suggestion={suggestion} facts={data} />
      ))}
    </ol>
  );
}
