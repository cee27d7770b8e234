import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The staff's console. The server puts a fresh nonce in the place of `__NONCE__` each time it sends index.html. */
export default defineConfig({
  root: here('console'),
  base: '/',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: here('build/console'),
    emptyOutDir: true,
    target: 'es2023',
    // light-dark() carries both themes; older engines would get a long and brittle rewrite of it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Fonts stay files: a data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 900,
  },
  // Not all of /api: the console's own api folder lies there too.
  server: {
    port: 5173,
    // Sign-in compares the page's origin with the host that was asked, so the host is passed on as it is.
    proxy: {
      '^/api/(v1|auth)/': { target: process.env.RAPPORT_URL ?? 'http://127.0.0.1:3000', changeOrigin: false },
    },
  },
});
