/** What a browser may take at least, in bytes; it does not tell. */
const ROOM = 2 ** 31;

export const freemem = (): number => ROOM;
export const totalmem = freemem;
