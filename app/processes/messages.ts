import { z } from "zod";

/** What a supervised process tells its supervisor over the IPC channel. */
export const processMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready"), lines: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("failed"), code: z.string(), message: z.string() }),
]);
export type ProcessMessage = z.infer<typeof processMessageSchema>;

/** Tells the supervisor, where there is one; resolves when it has been handed over. */
export function tellSupervisor(message: ProcessMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, () => resolve());
  });
}
