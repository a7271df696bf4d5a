// The page at /explore: sends what is typed to /graphql, and shows the schema as introspection tells it.
"use strict";

const el = (id) => document.getElementById(id);
const FIRST = `# Ctrl+Enter runs the operation. The schema is on the right.
query Me {
  viewer {
    roles
    person { name jobTitle }
  }
}
`;
const TYPE = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
const ARGUMENTS = `name description defaultValue type { ${TYPE} }`;
const INTROSPECTION = `query Schema {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types {
      kind name description
      fields(includeDeprecated: true) { name description args { ${ARGUMENTS} } type { ${TYPE} } }
      inputFields { ${ARGUMENTS} }
      enumValues { name description }
      possibleTypes { name }
    }
  }
}`;

// --- running ---

const remembered = ["query", "variables", "headers", "token"];

function headers() {
  const token = el("token").value.trim();
  return {
    "Content-Type": "application/json",
    Accept: "application/graphql-response+json",
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...JSON.parse(el("headers").value.trim() || "{}"),
  };
}

function say(text, bad = false) {
  el("status").textContent = text;
  el("status").classList.toggle("bad", bad);
}

async function run() {
  remembered.forEach((id) => sessionStorage.setItem(id, el(id).value));
  let request;
  try {
    request = {
      query: el("query").value,
      operationName: el("operation").value || null,
      variables: JSON.parse(el("variables").value.trim() || "{}"),
    };
    request = { method: "POST", headers: headers(), body: JSON.stringify(request) };
  } catch (error) {
    return say(`The variables or the headers are not JSON: ${error.message}`, true);
  }
  say("...");
  const began = performance.now();
  try {
    const answer = await fetch("/graphql", request);
    const text = await answer.text();
    const body = JSON.parse(text);
    const cost = body.extensions?.cost === undefined ? "" : `, cost ${body.extensions.cost}`;
    const took = Math.round(performance.now() - began);
    say(`${answer.status}, ${took} ms, ${text.length} bytes${cost}`, Boolean(body.errors));
    el("answer").textContent = JSON.stringify(body, null, 2);
  } catch (error) {
    say(`No answer: ${error.message}`, true);
  }
}

function listOperations() {
  const names = [...el("query").value.matchAll(/^\s*(?:query|mutation|subscription)\s+(\w+)/gm)].map((m) => m[1]);
  const chosen = el("operation").value;
  el("operation").replaceChildren(...(names.length ? names : [""]).map((name) => new Option(name || "(unnamed)", name)));
  if (names.includes(chosen)) el("operation").value = chosen;
}

// --- the schema ---

let types = new Map();
let trail = [];

function make(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function link(name) {
  const made = make("button", name);
  made.type = "button";
  made.addEventListener("click", () => show(name));
  return made;
}

function typeOf(type) {
  if (type.kind === "NON_NULL") return make("span", typeOf(type.ofType), "!");
  if (type.kind === "LIST") return make("span", "[", typeOf(type.ofType), "]");
  return link(type.name);
}

function signature(field) {
  const line = make("dt", field.name);
  (field.args || []).forEach((argument, index) => {
    line.append(index ? ", " : "(", `${argument.name}: `, typeOf(argument.type));
    if (argument.defaultValue !== null) line.append(` = ${argument.defaultValue}`);
  });
  if (field.args?.length) line.append(")");
  if (field.type) line.append(": ", typeOf(field.type));
  return [line, make("dd", field.description || "")];
}

function show(name) {
  const type = types.get(name);
  trail = [...trail.filter((each) => each !== name), name].slice(-8);
  el("trail").replaceChildren(...trail.map(link));
  const members = type.fields || type.inputFields || type.enumValues || [];
  const list = make("dl", ...members.flatMap(signature));
  const kinds = (type.possibleTypes || []).flatMap((each) => [link(each.name), " "]);
  el("docs").replaceChildren(
    make("h2", type.name),
    make("p", type.description || ""),
    kinds.length ? make("p", "One of: ", ...kinds) : "",
    list,
  );
}

function find() {
  const words = el("find").value.trim().toLowerCase();
  if (words.length < 2) return;
  const found = [];
  for (const type of types.values()) {
    if (type.name.startsWith("__")) continue;
    if (type.name.toLowerCase().includes(words)) found.push(make("dt", link(type.name)));
    for (const field of type.fields || type.inputFields || [])
      if (field.name.toLowerCase().includes(words)) found.push(make("dt", link(type.name), `.${field.name}`));
  }
  el("docs").replaceChildren(make("h2", `${found.length} found`), make("dl", ...found.slice(0, 200)));
}

async function loadSchema() {
  const body = JSON.stringify({ query: INTROSPECTION });
  const answer = await fetch("/graphql", { method: "POST", headers: headers(), body });
  const { data, errors } = await answer.json();
  if (!data) return el("docs").replaceChildren(make("p", errors[0].message));
  const schema = data.__schema;
  types = new Map(schema.types.map((type) => [type.name, type]));
  trail = [schema.subscriptionType, schema.mutationType, schema.queryType].filter(Boolean).map((type) => type.name);
  show(schema.queryType.name);
}

el("query").value = FIRST;
remembered.forEach((id) => { if (sessionStorage.getItem(id)) el(id).value = sessionStorage.getItem(id); });
el("run").addEventListener("click", run);
el("query").addEventListener("input", listOperations);
el("find").addEventListener("input", find);
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); run(); }
});
listOperations();
loadSchema();
