// How the sources become web/dist: two documents (one a language), hashed assets, nothing inline.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: ['es2022', 'chrome109', 'firefox109', 'safari16'],
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rollupOptions: {
      input: { fr: here('./fr/index.html'), en: here('./en/index.html') },
      output: {
        assetFileNames: (asset) =>
          /\.(wasm|program)$/.test(asset.names[0] ?? '') ? 'assets/engine/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  assetsInclude: ['**/*.program'],
  test: {
    environment: 'jsdom',
    include: ['source/**/*.test.{ts,tsx}'],
    pool: 'threads',
    poolOptions: { threads: { maxThreads: 2 } },
  },
});
