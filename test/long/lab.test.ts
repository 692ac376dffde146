import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IS_WINDOWS, ROOT } from '../../tools/lib/project.mjs';

/** On Windows a child cannot be sent Ctrl-C. */
describe.skipIf(IS_WINDOWS)('npm run lab', () => {
  it('serves the notebooks to this machine, with a token, until Ctrl-C', async () => {
    const lab = spawn(process.execPath, [join(ROOT, 'tools', 'lab.mjs'), '--no-browser'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(lab, 'exit');
    let said = '';
    for (const stream of [lab.stdout, lab.stderr]) stream.on('data', (text) => { said += text; });
    try {
      const url = await Promise.race([ended.then(() => undefined), untilSaid(() => /^JupyterLab: (\S+)$/m.exec(said)?.[1])]);
      expect(url, said).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):\d+\/lab.*token=/);
      const { origin, searchParams } = new URL(url!);
      const listed = await fetch(`${origin}/api/contents/`, { headers: { authorization: `token ${searchParams.get('token')}` } });
      const { content } = await listed.json() as { content: { name: string }[] };
      expect(content.map(({ name }) => name)).toContain('00-start-here.ipynb');
      expect((await fetch(`${origin}/api/contents/`)).status).toBe(403);
      lab.kill('SIGINT');
      expect(await ended).toEqual([0, null]);
      expect(said).toContain('ending JupyterLab and the compiler');
      await expect(fetch(origin)).rejects.toThrow();
    } finally {
      lab.kill('SIGKILL');
    }
  });

  it('takes no unknown option and no impossible port', async () => {
    for (const [argv, message] of [
      [['--port', '99999'], '--port is 99999, must be an integer from 1 to 65535'],
      [['--fast'], '--fast'],
    ] as const) {
      const lab = spawn(process.execPath, [join(ROOT, 'tools', 'lab.mjs'), ...argv], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      lab.stderr.on('data', (text) => {
        said += text;
      });
      const [code] = await once(lab, 'close');
      expect(code).toBe(2);
      expect(said).toMatch(/^[^\n]+\n$/);
      expect(said).toContain(message);
    }
  });
});

/** What there is to be found in what a program says, once it is there. */
async function untilSaid(find: () => string | undefined): Promise<string> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
