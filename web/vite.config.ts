import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './compress-files.ts';
import { fewChunks } from './few-chunks.ts';

const here = (path: string) => new URL(path, import.meta.url).pathname;

/**
 * Two pages: the application, and the entrance (set-up, sign-in, join, reset) which stays light because people
 * meet it on a phone, by a link in a mail. Nothing is inlined into the pages: the Content-Security-Policy allows
 * scripts of this origin only.
 */
export default defineConfig({
  root: decodeURIComponent(here('.')),
  base: '/',
  plugins: [react(), fewChunks(), compressFiles()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 500,
    rolldownOptions: {
      input: {
        index: decodeURIComponent(here('index.html')),
        entrance: decodeURIComponent(here('entrance.html')),
      },
    },
  },
});
