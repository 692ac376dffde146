// What `npm run lint` holds every source to: no unused names, none that hides another, one order of imports, lines of 140 columns.
import stylistic from '@stylistic/eslint-plugin';
import perfectionist from 'eslint-plugin-perfectionist';
import { defineConfig, globalIgnores } from 'eslint/config';
import { parser, plugin as typescript } from 'typescript-eslint';

export default defineConfig([
  globalIgnores(['dist/', 'site/', '.*/', 'src/core/engine/kernel/']), // what is made, and the kernel, which is AssemblyScript
  {
    files: ['**/*.ts', '**/*.mts', '**/*.mjs', '**/*.cjs'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { typescript, perfectionist, stylistic },
    rules: {
      // A name that begins with _ stands for what a pattern or a list of parameters has to name, and nobody reads.
      'typescript/no-unused-vars': ['error', { args: 'after-used', argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'typescript/no-shadow': ['error', { allow: ['_'] }],
      // Node, packages, the house from above to beside; no blank lines between.
      'perfectionist/sort-imports': ['error', { groups: ['builtin', 'external', 'parent', 'sibling', 'index'], newlinesBetween: 0 }],
      'stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreRegExpLiterals: true }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
]);
