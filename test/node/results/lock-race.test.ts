import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { withLock } from '../../../src/node/results/lock';
import { newFolder } from '../../support/golden';

vi.mock('node:fs', async (original) => ({ ...await original<typeof fs>(), openSync: vi.fn((await original<typeof fs>()).openSync) }));

it('an old lock that another process has taken over between two looks at it stays the other\'s', async () => {
  const folder = newFolder();
  const path = join(folder, '.mdgl-lock');
  const since = new Date().toISOString();
  const other = JSON.stringify({ host: 'elsewhere', process: 17, since });
  fs.writeFileSync(path, JSON.stringify({ host: hostname(), process: spawnSync(process.execPath, ['-e', '']).pid, since }));
  const { openSync } = await vi.importActual<typeof fs>('node:fs');
  vi.mocked(fs.openSync).mockImplementation((name, ...rest) => {
    if (String(name).endsWith('-removal') && rest[0] === 'wx') fs.writeFileSync(path, other);
    return openSync(name, ...rest);
  });
  await expect(withLock(folder, async () => {})).rejects.toThrow(
    `${folder}: another process is at work there (host elsewhere, process 17, since `
  );
  expect(fs.readFileSync(path, 'utf8')).toBe(other);
  expect(fs.readdirSync(folder)).toEqual(['.mdgl-lock']);
});
