import { createServer } from "node:net";

/** The preferred port where nobody has it, else 0 for whatever the system has. */
export async function preferredOrAny(host: string, port: number | undefined): Promise<number> {
  if (port === undefined) return 0;
  return (await isFree(host, port)) ? port : 0;
}

function isFree(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once("error", () => resolve(false));
  probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  return promise;
}
