import { lazyRouteComponent } from '@tanstack/react-router';
import { steadyImport } from './steady-import.ts';

/** A page whose code is fetched when it is first opened or pointed at. */
export const lazyPage: typeof lazyRouteComponent = (importer, exportName) =>
  lazyRouteComponent(() => steadyImport(importer), exportName);
