import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Plugin, Rolldown } from 'vite';

type Output = Rolldown.RolldownOutput['output'];

/** What fewer pages share stands in files of its own: nobody loads much that their page doesn't run. */
const MANY_PAGES = 5;

/**
 * Some twenty files for a page instead of 160, one for each set of pages that share a module: what the entrance and
 * the application both begin with, the rest that either begins with, and what many pages share.
 *
 * Which modules these are knows only the bundler, once it has left out what nobody uses (an index of components names
 * them all): so the pages are bundled twice, at first for that answer alone.
 */
export function fewChunks(): Plugin {
  return {
    name: 'foyer:few-chunks',
    apply: 'build',
    async config({ root = '', build: { rolldownOptions = {} } = {} }) {
      const made = await build({
        root,
        configFile: false,
        logLevel: 'warn',
        plugins: [react()],
        build: { write: false, minify: false, rolldownOptions: { input: rolldownOptions.input ?? [] } },
      });
      const { output } = made as Rolldown.RolldownOutput;
      const entrance = modulesBefore(output, 'entrance');
      const application = modulesBefore(output, 'index');
      const groups = [
        { name: 'beginning', test: (id: string) => entrance.has(id) && application.has(id) },
        { name: 'application', test: (id: string) => application.has(id) },
        { name: 'welcome', test: (id: string) => entrance.has(id) },
        { name: 'pages', minShareCount: MANY_PAGES },
      ];
      // What one page alone uses stays in its own file: a page that is imported would run.
      // And a group would take along what its modules import, whether they use it or not.
      const codeSplitting = { groups, minShareCount: 2, includeDependenciesRecursively: false };
      return { build: { rolldownOptions: { output: { codeSplitting } } } };
    },
  };
}

/** All that is loaded before the page of that name runs. */
function modulesBefore(output: Output, name: string): ReadonlySet<string> {
  const chunks = new Map(
    output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry && chunk.name === name);
  if (!entry) throw new Error(`no page ${name}`);
  // What is added while a set is walked is walked too.
  const files = new Set([entry.fileName]);
  for (const file of files) for (const next of chunks.get(file)?.imports ?? []) files.add(next);
  return new Set([...files].flatMap((file) => chunks.get(file)?.moduleIds ?? []));
}
