import { isWrongInput } from "../../graph/client";
import { SearchChoicesDocument, type SearchChoicesQuery } from "../../graph/generated/pages/search/search";
import { type Screen, useScreen } from "../../graph/useScreen";
import { criteriaOf, type Filters } from "./filters";

/**
 * What there is to narrow the search by. A link may be old, or cut off, and name a skill or department that there is not:
 * the server refuses that, so it is asked without them, and `known` leaves out those that are not there.
 */
export function useChoices(asked: Filters): Screen<SearchChoicesQuery> {
  const choices = useScreen(SearchChoicesDocument, { where: criteriaOf(asked) });
  const refused = choices.error !== undefined && isWrongInput(choices.error);
  const where = criteriaOf({ ...asked, skills: [], departments: [] });
  const instead = useScreen(SearchChoicesDocument, { where }, { pause: !refused });
  return refused ? instead : choices;
}
