"""The Strawberry adapter: what the program's clients can ask and do, over HTTP and WebSocket."""

if __name__ == "graphql":
    raise ImportError("src/ is on sys.path, so this folder hides graphql-core; import it as moments.graphql")
