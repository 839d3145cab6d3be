import { lazy, Suspense } from 'react';
import { loadTexts } from '../texts.ts';
import { openedLayer } from './opened-layer.ts';
import { useShortcuts } from './use-shortcuts.ts';

// Fetched when they are first asked for, together with their texts.
const CommandSearch = lazy(async () => {
  const [{ CommandSearch: component }] = await Promise.all([
    import('./command-search.tsx'),
    loadTexts('commands'),
  ]);
  return { default: component };
});
const KeyList = lazy(async () => {
  const [{ KeyList: component }] = await Promise.all([import('./key-list.tsx'), loadTexts('commands')]);
  return { default: component };
});

/** The shortcuts of every page, and what they open. */
export function Commands() {
  useShortcuts();
  const opened = openedLayer.use();
  return (
    <Suspense fallback={null}>
      {opened === 'search' && <CommandSearch />}
      {opened === 'keys' && <KeyList />}
    </Suspense>
  );
}
