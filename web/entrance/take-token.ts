/**
 * The secret of a link, from the fragment of the address. It is taken out of the address bar at once, so that it
 * stays in no history, screenshot or copied address (P12), and lives in this page's memory only.
 */
export function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}
