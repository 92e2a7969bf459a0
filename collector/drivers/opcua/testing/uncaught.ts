import { afterAll, afterEach, beforeAll, expect } from "vitest";

/** Fails the test after which something was thrown where nobody caught it, or was warned of by Node. */
export function expectNothingUncaught(): void {
  const seen: unknown[] = [];
  const note = (error: unknown) => seen.push(error);
  const events = ["uncaughtException", "unhandledRejection", "warning"];
  beforeAll(() => {
    for (const event of events) process.on(event, note);
  });
  afterEach(() => expect(seen).toEqual([]));
  afterAll(() => {
    for (const event of events) process.off(event, note);
  });
}
