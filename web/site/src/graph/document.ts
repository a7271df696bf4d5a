import { gql, type TypedDocumentNode } from "@urql/core";

/** An operation's text; it is parsed when it is asked for first, as a start of the site needs few of those that it loads. */
class Operation {
  readonly kind = "Document";
  readonly loc: { source: { body: string } };
  private parsed: TypedDocumentNode["definitions"] | undefined;

  constructor(
    text: string,
    readonly __key: number,
  ) {
    this.loc = { source: { body: text } };
  }

  get definitions(): TypedDocumentNode["definitions"] {
    this.parsed ??= gql(this.loc.source.body).definitions;
    return this.parsed;
  }
}

/** An operation of the site with the types of its answer and variables, as `codegen.mjs` writes it. `key`: its own number. */
export function document<Data, Variables>(text: string, key: number): TypedDocumentNode<Data, Variables> {
  return new Operation(text, key) as unknown as TypedDocumentNode<Data, Variables>;
}
