import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.CLAUDELENS_URL ?? 'http://127.0.0.1:5757';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // No data: URLs and no inlined scripts, so that a strict content security policy holds.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: true },
      '/ws': { target: server, changeOrigin: true, ws: true, rewriteWsOrigin: true },
    },
  },
});
