import { unlessServerHangs, untilServerIsBack } from './server-watch.ts';

/**
 * Fetches a page's code or texts. While the server is gone or hangs it waits. After an upgrade the files have other
 * names: then the second try fails too, and the router loads the whole page anew, once; what is typed is kept as a draft.
 */
export async function steadyImport<T>(fetchCode: () => Promise<T>): Promise<T> {
  try {
    return await unlessServerHangs(fetchCode());
  } catch {
    await untilServerIsBack();
    return fetchCode();
  }
}
