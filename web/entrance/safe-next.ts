/**
 * Where to go after signing in: a path of this origin, else Home (T22). Parsed by the same parser that will
 * follow it, so that no spelling means two things.
 */
export function safeNext(next: string | null, origin: string): string {
  if (next === null || !next.startsWith('/') || !URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  // `/\host`, `//host` and `/<tab>/host` leave the origin; `/.//host` keeps it but would leave it when read again.
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
