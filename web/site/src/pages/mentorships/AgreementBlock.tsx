import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import type { Pair } from "./Mentorship";
import { may } from "./offers";
import { nameIn } from "./steps";

/** How the Mentorship Agreement of a pair stands, and the way to it. */
export function AgreementBlock({ pair }: { pair: Pair }) {
  const { agreement } = pair;
  if (!agreement && !may(pair, "PROPOSE_AGREEMENT")) return null;
  return (
    <section>
      <h2>Mentorship Agreement</h2>
      <p>
        <Standing pair={pair} />
      </p>
      <p>
        <Link to={`/mentorships/${pair.id}/agreement`}>{agreement ? "Read the agreement" : "Write an agreement"}</Link>
      </p>
    </section>
  );
}

function Standing({ pair }: { pair: Pair }) {
  const { agreement } = pair;
  if (!agreement) return <>There is none yet. It's optional: it helps you both to set goals.</>;
  if (agreement.agreedAt) {
    return (
      <>
        You both agreed. The last of you on <DateTime value={agreement.agreedAt} />.
      </>
    );
  }
  if (agreement.proposedByViewer) {
    return (
      <>
        {nameIn(pair)} has had yours since <DateTime value={agreement.proposedAt} />, and hasn't answered yet.
      </>
    );
  }
  return (
    <>
      {nameIn(pair)} sent one on <DateTime value={agreement.proposedAt} />. It waits for you.
    </>
  );
}
