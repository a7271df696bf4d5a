import { useEffect, useState } from "preact/hooks";
import { Select } from "../../forms/Select";
import type { MentorOrder } from "../../graph/generated/pages/search/search";
import { Button } from "../../parts/Button";
import { ORDERS } from "./filters";

/** The order of what is found. A select alone must not act: those who go through it by keys would be sent away. */
export function Order({ order, onOrder }: { order: MentorOrder; onOrder(order: MentorOrder): void }) {
  const [chosen, setChosen] = useState(order);
  useEffect(() => setChosen(order), [order]);
  return (
    <form
      class="find-order"
      onSubmit={(event) => {
        event.preventDefault();
        onOrder(chosen);
      }}
    >
      <Select
        id="order"
        label="Order"
        choices={ORDERS}
        value={chosen}
        onValue={(value) => setChosen(ORDERS.find((each) => each.value === value)?.value ?? "BEST_MATCH")}
      />
      <Button type="submit" look="outline">
        Change order
      </Button>
    </form>
  );
}
