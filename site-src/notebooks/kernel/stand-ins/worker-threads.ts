/** One thread. */
export const threadId = 0;
