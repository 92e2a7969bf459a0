/**
 * Runs synchronous code of the library that reads a peer's bytes. It prints what it does not know of them (status codes, names
 * in certificates) straight to the console, past its own loggers, and as often as the peer likes.
 */
export function quietly<T>(read: () => T): T {
  const { console } = globalThis;
  const { log, warn } = console;
  const nothing = () => undefined;
  Object.assign(console, { log: nothing, warn: nothing });
  try {
    return read();
  } finally {
    Object.assign(console, { log, warn });
  }
}
