import i18next from 'i18next';
import { createClient } from '../contract/client.ts';
import { sendOnce } from './unanswered-keys.ts';

/**
 * Calls a route of the contract on the page's own origin, once; what goes wrong is thrown as it is. A refusal comes in
 * the language of the page.
 */
export const callOnce = clientBy((input, init) => fetch(input, init));

function clientBy(send: typeof fetch): ReturnType<typeof createClient> {
  return createClient('', (input, init) =>
    send(input, {
      credentials: 'same-origin',
      ...init,
      headers: {
        ...(init?.headers as Record<string, string>),
        // None yet while the first texts come: the browser says its own.
        ...(i18next.language && { 'accept-language': i18next.language }),
      },
    }),
  );
}

interface Sending {
  /** One that has it may be sent again though nobody answered. */
  readonly idempotencyKey: string | undefined;
  /** Of a file: it takes as long as it takes, and says how far it is. */
  readonly isUpload: boolean;
}

/** What stands between a call and its failure: may wait, ask the person for something, and try again. */
export type Steady = <T>(attempt: () => Promise<T>, sending: Sending) => Promise<T>;

let steady: Steady = (attempt) => attempt();

/** The application sets it once, at its start; the entrance, where nobody is signed in, does without. */
export function callBy(way: Steady): void {
  steady = way;
}

/** Calls a route of the contract on the page's own origin. */
export const call = steadied(callOnce, { isUpload: false });

/** The same, sent in another way than by `fetch`: an upload says how far it is. */
export const callBySending = (send: typeof fetch): typeof callOnce =>
  steadied(clientBy(send), { isUpload: true });

function steadied(once: typeof callOnce, { isUpload }: Pick<Sending, 'isUpload'>): typeof callOnce {
  return (route, ...given) => {
    const [request, options] = given;
    const send = (idempotencyKey: string | undefined) =>
      steady(
        () =>
          once(
            route,
            ...([request, { ...options, ...(idempotencyKey && { idempotencyKey }) }] as typeof given),
          ),
        { idempotencyKey, isUpload },
      );
    if (!route.idempotent || options?.idempotencyKey !== undefined) return send(options?.idempotencyKey);
    return sendOnce(JSON.stringify([route.name, request, fileMark(request)]), send);
  };
}

const marks = new WeakMap<Blob, string>();

/** A file can't be told from another by its name, but it is the same one that was chosen once. */
function fileMark(request: unknown): string | undefined {
  const file = typeof request === 'object' && request && 'file' in request ? request.file : undefined;
  if (!(file instanceof Blob)) return undefined;
  const mark = marks.get(file) ?? crypto.randomUUID();
  marks.set(file, mark);
  return mark;
}
