"""The Strawberry adapter: the program's GraphQL schema and its resolvers."""

if __name__ == "graphql":
    raise ImportError("src/ is on sys.path, so this folder hides graphql-core; import it as moments.graphql")
