/** Whoever signs out leaves nothing behind in the tab: what was typed there may be about other people. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith('foyer-draft ')) sessionStorage.removeItem(key);
    }
  } catch {
    // storage is forbidden: nothing was kept
  }
}
