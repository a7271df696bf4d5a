// What the cache has to know of the schema, in few letters: `codegen.mjs` writes it, the browser reads it.

/** The short form: for each type with fields "name:type name:type", where a type without a name is a scalar; "" without any. */
export function shorten({ queryType, mutationType, subscriptionType, types }) {
  const short = {
    roots: [queryType, mutationType, subscriptionType].map(({ name }) => name),
    objects: {},
    interfaces: {},
    unions: {},
    possible: {},
  };
  for (const { kind, name, fields, possibleTypes } of types) {
    const text = () => fields.map((field) => `${field.name}:${written(field.type)}`).join(" ");
    if (kind === "OBJECT") short.objects[name] = text();
    if (kind === "INTERFACE") short.interfaces[name] = text();
    if (kind === "INTERFACE") short.possible[name] = named(possibleTypes);
    if (kind === "UNION") short.unions[name] = named(possibleTypes);
  }
  return short;
}

const named = (types) => types.map(({ name }) => name).join(" ");

function written(type) {
  if (type.kind === "NON_NULL") return `${written(type.ofType)}!`;
  if (type.kind === "LIST") return `[${written(type.ofType)}]`;
  return type.kind === "SCALAR" ? "" : type.name;
}

/** An introspection from the short form. */
export function expand({ roots, objects, interfaces, unions, possible }) {
  const [queryType, mutationType, subscriptionType] = roots.map((name) => ({ name, kind: "OBJECT" }));
  const read = (text) => {
    if (text.endsWith("!")) return { kind: "NON_NULL", ofType: read(text.slice(0, -1)) };
    if (text.startsWith("[")) return { kind: "LIST", ofType: read(text.slice(1, -1)) };
    if (text === "") return { kind: "SCALAR", name: "Any" };
    return { kind: text in objects ? "OBJECT" : text in interfaces ? "INTERFACE" : "UNION", name: text };
  };
  const fieldsOf = (text) =>
    text.split(" ").flatMap((field) => {
      if (!field) return [];
      const [name = "", type = ""] = field.split(":");
      return [{ name, type: read(type), args: [] }];
    });
  const all = (names) => names.split(" ").map((name) => ({ kind: "OBJECT", name }));
  const implemented = (name) =>
    Object.keys(interfaces)
      .filter((each) => (possible[each] ?? "").split(" ").includes(name))
      .map((each) => ({ kind: "INTERFACE", name: each }));
  const types = [
    { kind: "SCALAR", name: "Any" },
    ...Object.entries(objects).map(([name, text]) => ({
      kind: "OBJECT",
      name,
      fields: fieldsOf(text),
      interfaces: implemented(name),
    })),
    ...Object.entries(interfaces).map(([name, text]) => ({
      kind: "INTERFACE",
      name,
      fields: fieldsOf(text),
      interfaces: [],
      possibleTypes: all(possible[name] ?? ""),
    })),
    ...Object.entries(unions).map(([name, names]) => ({ kind: "UNION", name, possibleTypes: all(names) })),
  ];
  return { queryType, mutationType, subscriptionType, types };
}
