// @ts-check
/**
 * Builds dist, wherever a source is newer: the library, the proof that src/core knows no platform, and the wasm kernel, once for memory
 * that threads share and once for a page, with its bytes as text.
 *   npm run build
 */
import { build } from './lib/build.mjs';
import { runTool } from './lib/tool-error.mjs';

await runTool(async () => build());
