import http from 'node:http';
import { createClient } from '../../contract/client.ts';

/** Someone who calls server processes: keeps a cookie, says the public address as Host and Origin, as a browser does. */
export interface Caller {
  readonly call: ReturnType<typeof createClient>;
  /** For requests that no client would send. */
  readonly cookie: () => string;
}

/**
 * @param publicOrigin the `PUBLIC_URL` that all servers share
 * @param pick where the next request really goes; asked for each
 */
export function callerAt(publicOrigin: string, pick: () => string = () => publicOrigin): Caller {
  let cookie = '';
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    const file = init.body instanceof Blob ? init.body : undefined;
    const headers = {
      ...(init.headers as Record<string, string>),
      origin: publicOrigin,
      ...(file && { 'content-type': file.type }),
    };
    const response = await ask(pick() + address, {
      ...init,
      ...(file && { body: Buffer.from(await file.arrayBuffer()) }),
      headers: { ...headers, host: new URL(publicOrigin).host, ...(cookie && { cookie }) },
    });
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
    return response;
  };
  return {
    call: createClient('', (input, init = {}) => send(input as string, init)),
    cookie: () => cookie,
  };
}

/** `fetch` would write the Host by itself, and may repeat a request on another connection. */
function ask(address: string, { method = 'GET', headers = {}, body }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      address.replace('//localhost', '//127.0.0.1'),
      { method, headers: headers as Record<string, string>, agent: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          const held = new Headers(answer.headersDistinct as Record<string, string[]> as never);
          resolve(new Response(status === 204 ? null : Buffer.concat(parts), { status, headers: held }));
        });
      },
    );
    request.on('error', reject);
    request.end(body as string | Buffer | undefined);
  });
}
