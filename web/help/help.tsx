import { lazy, Suspense } from 'react';
import { loadTexts } from '../texts.ts';
import { articleOpened } from './opened-article.ts';
import { useArticle } from './use-article.ts';

// Fetched with its texts when it is first asked for.
const HelpPanel = lazy(async () => {
  const [{ HelpPanel: component }] = await Promise.all([import('./help-panel.tsx'), loadTexts('articles')]);
  return { default: component };
});

/** The article beside the page, while it is open. */
export function Help() {
  const article = useArticle();
  const opened = articleOpened.use();
  if (!opened || !article) return null;
  return (
    <Suspense fallback={null}>
      <HelpPanel name={article} />
    </Suspense>
  );
}
