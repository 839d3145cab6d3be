import { useMatches } from '@tanstack/react-router';
import type { ArticleName } from './articles.ts';

/** The article of the page that is open; undefined where there is none. */
export function useArticle(): ArticleName | undefined {
  return useMatches().findLast(({ staticData }) => staticData.article)?.staticData.article;
}
