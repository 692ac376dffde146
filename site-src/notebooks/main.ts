/** Brings a notebook's page to life: its cells can be edited and run. */
import { Cell } from './cell';
import { keepEdits, readEdits, type Edits } from './edits';
import { saveNotebook } from './notebook-file';
import { Runner } from './runner';

const file = document.querySelector('main')!.dataset.notebook;
if (file) begin(file);

function begin(notebook: string): void {
  const tools = document.querySelector<HTMLElement>('.tools')!;
  const status = tools.querySelector('[role=status]')!;
  const stop = tools.querySelector<HTMLButtonElement>('[name=stop]')!;
  const cells = Array.from(document.querySelectorAll<HTMLElement>('.code-cell'), (box) => new Cell(box, { run, changed }));
  const runner = new Runner(cells, (text, isRunning) => {
    status.textContent = text;
    stop.disabled = !isRunning;
  });
  const before = readEdits(notebook);
  for (const cell of cells) if (Object.hasOwn(before, cell.id)) cell.setSource(before[cell.id]);

  function run(cell: Cell, goOn: boolean): void {
    runner.run([cell]);
    if (goOn) cells[cells.indexOf(cell) + 1]?.focus();
  }

  function edits(): Edits {
    return Object.fromEntries(cells.filter(({ isEdited }) => isEdited).map(({ id, source }) => [id, source]));
  }

  function changed(): void {
    if (!keepEdits(notebook, edits())) status.textContent = 'This browser keeps no edits: download the notebook before you leave';
  }

  async function startOver(): Promise<void> {
    const count = Object.keys(edits()).length;
    if (count > 0 && !confirm(`Take back your edits of ${count} ${count === 1 ? 'cell' : 'cells'}?`)) return;
    await runner.restart();
    for (const cell of cells) {
      cell.setSource(cell.original);
      cell.outputs.restore();
      cell.say('');
    }
    status.textContent = 'As it was at first';
  }

  const actions: Record<string, () => void> = {
    all: () => runner.run(cells),
    stop: () => runner.stop(),
    over: () => void startOver(),
    save: () => void saveNotebook(notebook, edits()),
  };
  for (const [name, act] of Object.entries(actions)) tools.querySelector(`[name=${name}]`)!.addEventListener('click', act);
  tools.hidden = false;
}
