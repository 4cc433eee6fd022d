// graphql-ws and graphql-sse listen from an event number on; each prints the first event that it got.
import { createClient as createSocketClient } from "graphql-ws";
import { createClient as createStreamClient } from "graphql-sse";
import WebSocket from "ws";

const [http, socket, after] = process.argv.slice(2);
const query = `subscription { snapshotPublished(after: ${after}) { eventNumber snapshotId } }`;

function first(client) {
  return new Promise((resolve, reject) => {
    const stop = client.subscribe(
      { query },
      { next: (event) => (resolve(event), setTimeout(() => stop())), error: reject, complete: () => {} },
    );
  });
}

const bySocket = await first(createSocketClient({ url: socket, webSocketImpl: WebSocket, retryAttempts: 0 }));
const byStream = await first(createStreamClient({ url: http, retryAttempts: 0 }));
console.log(JSON.stringify({ bySocket, byStream }));
process.exit(0);
