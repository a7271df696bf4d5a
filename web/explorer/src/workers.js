// The editor thinks in workers, which the page's policy wants as files of this server.
const FILES = { json: "json.worker.js", graphql: "graphql.worker.js" };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`explore/files/${FILES[label] ?? "editor.worker.js"}`, { type: "module" }),
};
