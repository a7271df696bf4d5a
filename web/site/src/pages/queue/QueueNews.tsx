import { LiveLine } from "../../live/LiveLine";
import { Button } from "../../parts/Button";
import { useNews } from "./useNews";
import type { Row } from "./useRows";

interface Props {
  stream: "approvalQueue" | "departmentQueue";
  me: string;
  waiting: number;
  rows: readonly Row[];
}

/** How current the list is, what came, and the way to the first that is new. Its height stays. */
export function QueueNews({ stream, me, waiting, rows }: Props) {
  const change = useNews(stream, me, waiting);
  const first = rows.find(({ isNew, isGone }) => isNew && !isGone);
  return (
    <div class="queue-news">
      <LiveLine what="The list" change={change} />
      {first && (
        <Button look="unstyled" onPress={() => document.getElementById(`application-${first.application.id}`)?.focus()}>
          Go to the first new one
        </Button>
      )}
    </div>
  );
}
