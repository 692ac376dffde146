import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareEnvironment } from '../../tools/environment.mjs';
import { kernelspec } from '../../tools/lib/kernelspec.mjs';
import { NOTEBOOKS } from '../../tools/lib/project.mjs';

/** Interrupts a cell that would take a minute, then runs another one; prints how both ended and the seconds of the first. */
const PYTHON = `
import json, sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name=sys.argv[1])
def run(code, after=None):
    message = client.execute(code)
    start = time.monotonic()
    if after:
        time.sleep(after)
        manager.interrupt_kernel()
    while True:
        reply = client.get_shell_msg(timeout=30)
        if reply["parent_header"].get("msg_id") == message:
            # After an error tslab drops for 0.2 s whatever waits in its queue.
            time.sleep(0.5)
            return {"status": reply["content"]["status"], "seconds": time.monotonic() - start - 0.5}
run("1 + 1")
print(json.dumps([run("await new Promise((r) => setTimeout(r, 60000));", 1), run("2 + 2")]))
client.stop_channels(); manager.shutdown_kernel()
`;

it.each(['linux', 'win32'] as const)('a cell is interrupted in the way of %s, and the kernel goes on', (platform) => {
  const python = prepareEnvironment();
  const folder = mkdtempSync(join(tmpdir(), 'mdgl-kernels-'));
  try {
    mkdirSync(join(folder, 'kernels', 'tried'), { recursive: true });
    writeFileSync(join(folder, 'kernels', 'tried', 'kernel.json'), JSON.stringify(kernelspec(undefined, undefined, platform)));
    const out = execFileSync(python, ['-c', PYTHON, 'tried'], {
      cwd: NOTEBOOKS,
      encoding: 'utf8',
      env: { ...process.env, JUPYTER_PATH: folder },
    });
    const [interrupted, next] = JSON.parse(out.trim().split('\n').at(-1)!);
    expect(interrupted.status).toBe('error');
    expect(interrupted.seconds).toBeLessThan(10);
    expect(next.status).toBe('ok');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
