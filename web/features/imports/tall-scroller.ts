/** What browsers make no element higher than: Firefox ends first, at 17.8 million px. */
const highest = 15_000_000;
/** So near to an end, px are px. */
const edge = 100_000;
/** Times what is in sight: no wheel goes further at once, and no hand on the bar less far. */
const far = 8;

/**
 * Scrolls through more than an element can be high: to its readers it is an element of the full height. Short ways are
 * the browser's own, px by px; a long one (the bar is dragged) is a part of the whole. In between, what is drawn stands
 * `shift()` px higher than it is.
 */
export function createTallScroller() {
  let element: HTMLElement | null = null;
  let total = 0;
  let shift = 0;
  let last = 0;
  const listeners = new Set<() => void>();

  const drawn = () => Math.min(total, highest);
  const realEnd = () => (element ? element.scrollHeight - element.clientHeight : 0);
  const end = () => realEnd() + total - drawn();
  const setShift = (to: number) => {
    if (to === shift) return;
    shift = to;
    for (const listener of listeners) listener();
  };
  /** Where the bar stands for a place. */
  const realOf = (place: number) => {
    if (place <= edge) return place;
    const left = end() - place;
    return left <= edge ? realEnd() - left : (place / end()) * realEnd();
  };
  const put = (place: number) => {
    if (!element) return;
    const target = Math.max(0, Math.min(end(), place));
    const near = target - shift;
    const isNear =
      Math.abs(near - element.scrollTop) < far * element.clientHeight && near > 0 && near < realEnd();
    const real = total <= highest ? target : isNear ? near : realOf(target);
    setShift(target - real);
    element.scrollTop = real;
    last = element.scrollTop;
  };
  const hear = () => {
    if (!element) return;
    const real = element.scrollTop;
    const way = Math.abs(real - last);
    last = real;
    if (total <= highest) return setShift(0);
    if (way > far * element.clientHeight) return setShift((real / realEnd()) * (end() - realEnd()));
    // The bar is at its end, and the rows aren't.
    const isEarly = (real <= 0 && shift > 0) || (real >= realEnd() - 1 && real + shift < end() - 1);
    if (isEarly) put(real + shift);
  };

  return {
    attach(to: HTMLElement | null) {
      element?.removeEventListener('scroll', hear);
      element = to;
      // Before its readers hear of it.
      to?.addEventListener('scroll', hear, { passive: true });
    },
    get element() {
      return element;
    },
    /** How high all of it would be, as the page has drawn it. */
    setTotal(px: number) {
      total = px;
    },
    drawn: (px: number) => Math.min(px, highest),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shift: () => shift,
    // As an element has them.
    get ownerDocument() {
      return document;
    },
    get scrollTop() {
      return (element?.scrollTop ?? 0) + shift;
    },
    get scrollHeight() {
      return (element?.scrollHeight ?? 0) + total - drawn();
    },
    get clientHeight() {
      return element?.clientHeight ?? 0;
    },
    get clientWidth() {
      return element?.clientWidth ?? 0;
    },
    scrollTo: ({ top }: { readonly top: number }) => put(top),
    addEventListener: (...given: Parameters<HTMLElement['addEventListener']>) =>
      element?.addEventListener(...given),
    removeEventListener: (...given: Parameters<HTMLElement['removeEventListener']>) =>
      element?.removeEventListener(...given),
  };
}
