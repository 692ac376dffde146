"""Executes one notebook: execute.py SOURCE TARGET SECONDS_A_CELL.

The kernel starts in the folder of the working directory, so that a copy elsewhere finds its modules as the notebook does.
What nbclient lacks: output that comes after its cell has ended (an exception in a timer, an unhandled rejection) is kept, in that
cell. Prints one line of JSON: {"seconds": ..., "cells": [seconds or null, ...], "failed": index of a cell or null, "error": text or null}.
TARGET is written in any case.
"""

import asyncio
import json
import os
import sys
import time
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionComplete, CellExecutionError, DeadKernelError
from nbclient.util import ensure_async

# How long the last cell may still print after its end.
LATE_SECONDS = 0.5


class Client(NotebookClient):
    """Keeps the output of every cell, whenever it comes."""

    def __init__(self, nb, **options):
        super().__init__(nb, **options)
        self.cells_of_messages = {}
        self.seconds = [None] * len(nb.cells)
        self.running = None

    async def async_execute_cell(self, cell, cell_index, **options):
        self.running = cell_index
        start = time.monotonic()
        result = await super().async_execute_cell(cell, cell_index, **options)
        if cell.cell_type == "code":
            self.seconds[cell_index] = time.monotonic() - start
            if cell_index == max(i for i, c in enumerate(self.nb.cells) if c.cell_type == "code"):
                await self.late_output()
        return result

    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        self.cells_of_messages[parent_msg_id] = cell_index
        while True:
            message = await ensure_async(self.kc.iopub_channel.get_msg(timeout=None))
            try:
                self.keep(message)
            except CellExecutionComplete:
                if message["parent_header"].get("msg_id") == parent_msg_id:
                    return

    def keep(self, message):
        index = self.cells_of_messages.get(message["parent_header"].get("msg_id"))
        if index is not None:
            self.process_message(message, self.nb.cells[index], index)

    async def late_output(self):
        while True:
            try:
                self.keep(await ensure_async(self.kc.iopub_channel.get_msg(timeout=LATE_SECONDS)))
            except Empty:
                return
            except CellExecutionComplete:
                pass


def tidy(notebook):
    """What differs from run to run without meaning goes: neighbouring pieces of one stream become one."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        joined = []
        for output in cell.outputs:
            last = joined[-1] if joined else None
            if output.output_type == "stream" and last and last.output_type == "stream" and last.name == output.name:
                last.text += output.text
            else:
                joined.append(output)
        cell.outputs = joined


def main(source, target, seconds):
    notebook = nbformat.read(source, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = Client(notebook, timeout=int(float(seconds)), kernel_name="tslab", record_timing=False,
                    resources={"metadata": {"path": os.getcwd()}})
    start = time.monotonic()
    failed = error = None
    try:
        client.execute()
    except (CellExecutionError, CellControlSignal, DeadKernelError, TimeoutError) as problem:
        failed = client.running
        error = "" if isinstance(problem, CellExecutionError) else str(problem).split("\n", 1)[0]
    tidy(notebook)
    nbformat.write(notebook, target)
    print(json.dumps({"seconds": time.monotonic() - start, "cells": client.seconds, "failed": failed, "error": error}))


if __name__ == "__main__":
    if sys.platform == "win32":
        # The default loop of Windows cannot wait for sockets of ZeroMQ.
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    main(*sys.argv[1:])
