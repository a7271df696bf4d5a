// GraphiQL for this server: its own assets, its own people, its own socket.
import "./workers.js";
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from "@graphiql/plugin-doc-explorer";
import { HISTORY_PLUGIN, HistoryStore } from "@graphiql/plugin-history";
import { GraphiQLProvider } from "@graphiql/react";
import { GraphiQLInterface } from "graphiql";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { asking } from "./client.js";
import { Bar } from "./bar.jsx";
import { fetchPeople, remembered, signIn } from "./signing-in.js";
import "graphiql/style.css";
import "./explore.css";

function Explorer({ people, first }) {
  const [email, setEmail] = useState(first.email);
  const [connection, setConnection] = useState(() => asking(first.token));
  const [problem, setProblem] = useState(first.problem);
  useEffect(() => connection.end, [connection]);

  async function become(next) {
    if (next === email && !problem) return;
    const signedIn = await tokenOf(next);
    setEmail(next);
    setConnection(asking(signedIn.token));
    setProblem(signedIn.problem);
  }

  return (
    <GraphiQLProvider
      fetcher={connection.fetcher}
      plugins={[DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN]}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      defaultQuery={SAMPLES[0].query}
      inputValueDeprecation
      schemaDescription
    >
      <DocExplorerStore>
        <HistoryStore>
          <Bar people={people} email={email} problem={problem} become={become} />
          <GraphiQLInterface showPersistHeadersSettings={false} />
        </HistoryStore>
      </DocExplorerStore>
    </GraphiQLProvider>
  );
}

async function tokenOf(email) {
  try {
    return { token: await signIn(email), problem: "" };
  } catch (error) {
    return { token: null, problem: error.message };
  }
}

// Who asks is settled before anything is asked.
const people = await fetchPeople();
const email = remembered();
const first = { email, ...(await tokenOf(email)) };
createRoot(document.getElementById("explorer")).render(<Explorer people={people} first={first} />);
