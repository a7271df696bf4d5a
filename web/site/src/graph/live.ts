import { type SubscriptionOperation, subscriptionExchange } from "@urql/core";

/**
 * Subscriptions over one socket, whose script is fetched after the page is drawn. After an interruption each goes on
 * after the last cursor that it was given.
 */
export const live = subscriptionExchange({
  forwardSubscription(operation: SubscriptionOperation) {
    let cursor: unknown = (operation.variables as Record<string, unknown> | undefined)?.after;
    const variables = {
      ...operation.variables,
      get after() {
        return cursor; // read again at each reconnect
      },
    };
    return {
      subscribe(sink) {
        let end: (() => void) | undefined;
        let ended = false;
        import("./socket").then(({ socket }) => {
          if (ended) return;
          end = socket.subscribe(
            { query: operation.query ?? "", variables },
            {
              next(answer) {
                const [message] = Object.values(answer.data ?? {}) as ({ cursor?: unknown } | null)[];
                cursor = message?.cursor ?? cursor;
                sink.next(answer as Parameters<typeof sink.next>[0]);
              },
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            },
          );
        }, sink.error);
        return {
          unsubscribe() {
            ended = true;
            end?.();
          },
        };
      },
    };
  },
});
