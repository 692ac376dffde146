import { afterAll } from 'vitest';
import '../../src/notebook/platform';
import { removeFolders } from './golden';

// Done for each test file, though what it imports is loaded once for all files of a process.
afterAll(removeFolders);
