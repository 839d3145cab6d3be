import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { previewUndo } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { describeImports, getImport, listImports } from '../../../contract/imports.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** How often an import at work is looked after where no events come, in ms. */
const pace = 1000;

/** What a file may hold, in the language of the page. */
export const columnsQuery = (language: string) =>
  queryOptions({
    queryKey: ['imports', 'columns', language],
    queryFn: () => call(describeImports),
    staleTime: 60_000,
  });

export const importsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['imports', 'list', cursor],
    queryFn: () => call(listImports, { query: { cursor, limit: 10 } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      if (data?.items.some(isAtWork)) return 2 * pace;
      return data?.items.some(({ mailsWaiting }) => mailsWaiting > 0) ? 5 * pace : false;
    },
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: () => call(getImport, { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data ? paceOf(data) : false),
  });

/** What undoing would come to. Never old: what is confirmed is what was said. */
export const undoQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'undo', id],
    queryFn: () => call(previewUndo, { params: { id } }),
    staleTime: 0,
    gcTime: 0,
  });

/** Whether it moves by itself. */
export function isAtWork({ state }: Pick<ImportDetail, 'state'>): boolean {
  return ['reading', 'planning', 'applying', 'undoing'].includes(state);
}

/** How often to ask: what works moves by itself, as do its mails; what waits for a second person once they answered. */
function paceOf(one: ImportDetail): number | false {
  if (isAtWork(one)) return pace;
  return (one.state === 'awaiting_approval' || one.mailsWaiting > 0) && 5 * pace;
}

/** What the server answered to an act is what the pages show. */
export function keepImport(answer: ImportDetail): void {
  queryClient.setQueryData(importQuery(answer.id).queryKey, answer);
  void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] });
}
