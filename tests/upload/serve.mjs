// Serves a function from Request to Response on this machine. An error of the function drops the connection.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds to wait after each chunk of a body, to slow an upload down. */
const PAUSE = 4;

export async function serveFetch(answer) {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const pieces = [];
      for await (const piece of incoming) {
        pieces.push(piece);
        if (pieces.length > 4) await sleep(PAUSE);
      }
      const { method, headers } = incoming;
      const bodied = method !== 'GET' && method !== 'HEAD' && pieces.length > 0;
      const request = new Request(`http://${headers.host}${incoming.url}`, {
        method,
        headers: Object.entries(headers),
        ...(bodied && { body: Buffer.concat(pieces) }),
      });
      const response = await answer(request, incoming);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    } catch {
      incoming.socket.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
