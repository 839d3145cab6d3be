import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { idSchema } from '../../contract/shared-schemas.ts';

/** How a list names one of its pages in the address: after which row it begins, and how many stand before it. */
export interface PageAddress {
  readonly after?: string | undefined;
  readonly at?: number | undefined;
}

/** Reads a page's address; what it can't mean is the first page. */
export function parsePageAddress(search: Record<string, unknown>): PageAddress {
  const { after, at } = search;
  if (typeof after !== 'string' || !idSchema.safeParse(after).success) return {};
  return { after, ...(Number.isSafeInteger(at) && Number(at) > 0 ? { at: Number(at) } : {}) };
}

interface ListPages {
  /** How many rows stand before this page. */
  readonly first: number;
  readonly onPrevious: (() => void) | undefined;
  readonly backToFirst: boolean;
  readonly onNext: (() => void) | undefined;
}

/**
 * The ways through a list whose pages are known by the row they follow. The way back is remembered as one goes; who
 * opens a later page by its address is led to the first.
 */
export function useListPages(address: PageAddress, shown: number, nextCursor: string | null): ListPages {
  const navigate = useNavigate();
  const [before, setBefore] = useState<ReadonlyMap<string, PageAddress>>(new Map());
  const first = address.after ? (address.at ?? 0) : 0;
  const back = address.after === undefined ? undefined : before.get(address.after);
  const go = (page: PageAddress) =>
    void navigate({
      to: '.',
      search: (old) => ({ ...old, after: page.after, at: page.at }),
      resetScroll: false,
    });
  return {
    first,
    onPrevious: address.after === undefined ? undefined : () => go(back ?? {}),
    backToFirst: address.after !== undefined && back === undefined,
    onNext:
      nextCursor === null
        ? undefined
        : () => {
            setBefore((known) => new Map(known).set(nextCursor, address));
            go({ after: nextCursor, at: first + shown });
          },
  };
}
