import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createTallScroller } from './tall-scroller.ts';

interface TallRows {
  readonly count: number;
  /** In px, of a row that was not drawn yet. */
  readonly rowHeight: number;
  /** Of what stands above the rows and stays in sight. */
  readonly headHeight: number;
  /** This row is drawn wherever one scrolls to. */
  readonly kept: number;
}

/** Which of any number of rows are on screen, and where. */
export function useTallRows({ count, rowHeight, headHeight, kept }: TallRows) {
  const [scroller] = useState(createTallScroller);
  // oxlint-disable-next-line react/incompatible-library -- nothing is compiled here; the rows are memoized by hand
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    // It has all that is asked of an element, but for its size.
    getScrollElement: () => (scroller.element ? (scroller as unknown as HTMLElement) : null),
    observeElementRect: (_, tell) => observeSize(scroller.element, tell),
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingEnd: headHeight,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(kept) || kept >= range.count ? shown : [...shown, kept].toSorted((a, b) => a - b);
    },
  });
  const shift = useSyncExternalStore(scroller.subscribe, scroller.shift);
  const height = virtual.getTotalSize();
  useLayoutEffect(() => scroller.setTotal(height), [scroller, height]);
  const { range } = virtual;
  return {
    attach: scroller.attach,
    blockSize: scroller.drawn(height),
    items: virtual.getVirtualItems().map(({ index, start }) => ({ index, start: start - shift })),
    first: range?.startIndex ?? 0,
    last: range?.endIndex ?? -1,
    measure: virtual.measureElement,
    show: (index: number) => virtual.scrollToIndex(index),
  };
}

function observeSize(
  element: HTMLElement | null,
  tell: (size: { readonly width: number; readonly height: number }) => void,
): () => void {
  if (!element) return () => {};
  const look = () => tell({ width: element.clientWidth, height: element.clientHeight });
  look();
  const observer = new ResizeObserver(look);
  observer.observe(element);
  return () => observer.disconnect();
}
