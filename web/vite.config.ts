import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.CLAUDELENS_URL ?? 'http://127.0.0.1:5757';

/**
 * The page itself and its letters are on their way while the entry opens the socket. Fetched only: a module
 * that is preloaded as one is compiled at once, before the entry.
 */
const preloadPage: Plugin = {
  name: 'preload-page',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) => {
      const files = Object.values(bundle ?? {});
      const page = files.flatMap((file) =>
        file.type === 'chunk' && file.name === 'render' ? [file.fileName, ...file.imports] : [],
      );
      const entries = files.flatMap((file) => (file.type === 'chunk' && file.isEntry ? [file.fileName] : []));
      const fonts = files.flatMap(({ fileName }) => (fileName.endsWith('.woff2') ? [fileName] : []));
      const preload = (as: string) => (fileName: string) => ({
        tag: 'link',
        attrs: { rel: 'preload', as, crossorigin: true, href: `/${fileName}` },
        injectTo: 'head' as const,
      });
      return [...page.filter((each) => !entries.includes(each)).map(preload('script')), ...fonts.map(preload('font'))];
    },
  },
};

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadPage],
  // No data: URLs and no inlined scripts, so that a strict content security policy holds.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: true },
      '/ws': { target: server, changeOrigin: true, ws: true, rewriteWsOrigin: true },
    },
  },
});
