import { useEffect, useRef, useState } from "preact/hooks";
import type { MentorOrder, SearchChoicesQuery, SearchPageQuery } from "../../graph/generated/pages/search/search";
import type { Screen } from "../../graph/useScreen";
import { say } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { FilterForm } from "./FilterForm";
import { FiltersOn } from "./FiltersOn";
import { FoundMentor } from "./FoundMentor";
import { type Filters, filtersOn, ORDERS } from "./filters";
import { nameIn } from "./known";
import { NoneFound } from "./NoneFound";
import { Order } from "./Order";
import { useAskedKept } from "./useAskedKept";

interface Props {
  found: SearchPageQuery;
  choices: Screen<SearchChoicesQuery>;
  filters: Filters;
  order: MentorOrder;
  /** Where the page begins; null for the first. */
  after: string | null;
  onSearch(filters: Filters, order: MentorOrder): void;
}

/** The filters beside what they find; on a phone above it, closed. */
export function Results({ found, choices, filters, order, after, onSearch }: Props) {
  const [open, setOpen] = useState(false);
  const line = useRef<HTMLParagraphElement>(null);
  const { totalCount: others, pageInfo } = found.searchMentors;
  const nodes = useAskedKept(found, JSON.stringify([filters, order, after]));
  const totalCount = (others ?? 0) + nodes.length - found.searchMentors.nodes.length; // with those who were asked here
  const on = filtersOn(filters, nameIn(choices.data));
  const inOrder = ORDERS.find(({ value }) => value === order)?.sentence ?? "";
  const sentence = totalCount ? `${count(totalCount, "mentor", "mentors")}. ${inOrder}` : "No mentor found.";
  useSaid(sentence, found);
  const page = useRef(after);
  useEffect(() => {
    if (page.current !== after) line.current?.focus();
    page.current = after;
  }, [after]);
  const apply = (next: Filters, toLine: boolean) => {
    setOpen(false);
    onSearch(next, order);
    if (toLine) line.current?.focus();
  };
  return (
    <div class="find">
      <div>
        <Button
          look="outline"
          class="find-toggle"
          aria-expanded={open ? "true" : "false"}
          aria-controls="filters"
          onPress={() => setOpen(!open)}
        >
          {on.length ? `Filters (${on.length} on)` : "Filters"}
        </Button>
        <Shown screen={choices} what="the filters" part>
          {(data) => <FilterForm filters={filters} choices={data} open={open} onApply={(next) => apply(next, open)} />}
        </Shown>
      </div>
      <div>
        <p class="count-line" id="found" ref={line} tabIndex={-1}>
          {sentence}
        </p>
        {nodes.length > 1 && <Order order={order} onOrder={(by) => onSearch(filters, by)} />}
        <FiltersOn on={on} onApply={(next) => apply(next, true)} />
        {nodes.length === 0 && <NoneFound on={on} />}
        {nodes.length > 0 && (
          <ul class="rows" role="list">
            {nodes.map((mentor) => (
              <FoundMentor key={mentor.id} mentor={mentor} facts={found} />
            ))}
          </ul>
        )}
        <Pagination of="mentors" pageInfo={pageInfo} />
      </div>
    </div>
  );
}

/** Says the count line once after a change, not when the page is opened. */
function useSaid(sentence: string, found: SearchPageQuery): void {
  const last = useRef({ sentence, found });
  useEffect(() => {
    if (found === last.current.found) return;
    if (sentence !== last.current.sentence) say(sentence);
    last.current = { sentence, found };
  }, [found, sentence]);
}
