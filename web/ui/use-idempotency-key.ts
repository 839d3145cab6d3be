import { useRef } from 'react';

/**
 * The key of an attempt: the same request again, because no answer came, has the same key and is done once; a
 * changed request has another.
 */
export function useIdempotencyKey(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current.body !== text) last.current = { body: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
