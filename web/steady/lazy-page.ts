import { lazyRouteComponent } from '@tanstack/react-router';
import type { RouteComponent } from '@tanstack/react-router';
import { steadyImport } from './steady-import.ts';

/** A page whose code is fetched when it is first opened or pointed at. */
export const lazyPage: typeof lazyRouteComponent = (importer, exportName) =>
  untilReloaded(lazyRouteComponent(() => steadyImport(importer), exportName));

/**
 * Where an upgrade replaced its code, the router loads everything anew, and such a page throws a promise that is never
 * settled. Drawn once more before the browser has gone, it would throw the error, which would be shown for a moment.
 */
function untilReloaded<Page extends RouteComponent>(page: Page): Page {
  let reload: Promise<unknown> | undefined;
  const draw = page as unknown as (...given: unknown[]) => unknown;
  return new Proxy(page, {
    apply(_, self, given) {
      if (reload !== undefined) throw reload;
      try {
        return Reflect.apply(draw, self, given);
      } catch (thrown) {
        if (thrown instanceof Promise) reload = thrown;
        throw thrown;
      }
    },
  });
}
