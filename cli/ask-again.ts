import { setTimeout as sleep } from 'node:timers/promises';

/** How long is waited before each further attempt: longer altogether than a server takes to start anew. */
const waits = [1, 2, 4, 8, 16];
const longestWait = 60;

/**
 * A `fetch` that asks again where no answer came, or "not now": whatever changes something carries an Idempotency-Key, so
 * that twice is once.
 * @param tell is told before each wait, in seconds
 */
export function askAgain(send: typeof fetch, tell: (seconds: number) => void): typeof fetch {
  let hasAnswered = false;
  const attempt = async (
    input: Parameters<typeof fetch>[0],
    init: RequestInit | undefined,
    round: number,
  ) => {
    const answer = await send(input, init).then(whole, (error: unknown) => error);
    const isAnswer = answer instanceof Response;
    hasAnswered ||= isAnswer;
    const isFinal = isAnswer ? !(await saysNotNow(answer)) : !hasAnswered && isNobodyThere(answer);
    const wait = isAnswer ? retryAfter(answer) : undefined;
    const seconds = wait ?? waits[round];
    if (isFinal || round >= waits.length || seconds === undefined || seconds > longestWait) {
      if (isAnswer) return answer;
      throw answer;
    }
    tell(seconds);
    await sleep(seconds * 1000);
    return attempt(input, init, round + 1);
  };
  return (input, init) => attempt(input, init, 0);
}

/** With all that it holds: an answer that breaks off is none. */
async function whole(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const { status, statusText, headers } = response;
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

async function saysNotNow(answer: Response): Promise<boolean> {
  if ([429, 502, 503, 504].includes(answer.status)) return true;
  if (answer.status !== 409) return false;
  const problem = (await answer.clone().json()) as { code?: string };
  return problem.code === 'request_in_flight';
}

/** RFC 9110 10.2.3, in seconds. */
function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? Math.max(1, seconds) : undefined;
}

/** Nothing was sent. */
function isNobodyThere(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return ['ECONNREFUSED', 'ENOTFOUND'].includes(cause?.code ?? '');
}
