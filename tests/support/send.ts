import { apiBase } from '../../contract/define-route.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import type { Visitor } from './test-foyer.ts';

/** An answer as it came, refusals included. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The parsed JSON; an empty object for anything else. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Sent {
  readonly id?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what no typed client would: any body to any route. */
export async function send(
  visitor: Pick<Visitor, 'fetch'>,
  route: Pick<RouteDefinition, 'method' | 'path'>,
  { id = '', query = '', body, headers = {} }: Sent = {},
): Promise<Answer> {
  const response = await visitor.fetch(
    apiBase + route.path.replace('{id}', id).replaceAll(/\{\w+\}/g, '1') + query,
    {
      method: route.method,
      headers: { ...(body !== undefined && { 'content-type': kindOf(body) }), ...headers },
      ...(body !== undefined && { body: bytesOf(body) }),
    },
  );
  return readAnswer(response);
}

/** A file of the samples is a picture. */
function kindOf(body: unknown): string {
  return body instanceof Uint8Array ? 'image/png' : 'application/json';
}

function bytesOf(body: unknown): NonNullable<RequestInit['body']> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
