// @ts-check
/**
 * tslab for Windows, where no signal can reach a kernel: Jupyter sends a message to interrupt instead (`interrupt_mode` of its
 * kernelspec), which tslab does not know. Here it becomes the SIGINT that tslab, and the library's loops, listen to.
 */
const { ZmqServer } = require('tslab/dist/jupyter');
const { main } = require('tslab/dist/main');

const DELIMITER = '<IDS|MSG>';
const handle = ZmqServer.prototype.handleShellMessage;

/** @this {unknown} @param {unknown} socket @param {Buffer[]} frames */
ZmqServer.prototype.handleShellMessage = async function interruptible(socket, ...frames) {
  // After the delimiter stand the signature and the header. Jupyter waits for no answer.
  const header = frames[frames.findIndex((frame) => frame.toString() === DELIMITER) + 2];
  if (JSON.parse(String(header)).msg_type === 'interrupt_request') process.emit('SIGINT');
  else await handle.call(this, socket, ...frames);
};

main();
