import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The visitor's side of the chat: `--mode frame` makes the page in the frame with its files, `--mode loader` the one script that companies put
 * on their pages. The server puts a fresh nonce in the place of `__NONCE__`.
 */
export default defineConfig(({ mode }) => ({
  root: here(mode === 'loader' ? 'loader' : 'frame'),
  base: '/chat/',
  publicDir: false as const,
  configFile: false as const,
  ...(mode === 'frame' && { html: { cspNonce: '__NONCE__' } }),
  build: {
    outDir: here('../build/widget'),
    emptyOutDir: mode === 'frame',
    // Phones of several years ago write to companies, too.
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    ...(mode === 'loader' && {
      rolldownOptions: {
        input: here('loader/main.ts'),
        output: { format: 'iife' as const, entryFileNames: 'v1.js' },
      },
    }),
  },
}));
