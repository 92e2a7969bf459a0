/** Work in steps, each short; whoever drives it can do other work between them. */
export type Steps<T> = Generator<undefined, T>;

/** Does it all at once. */
export function runToEnd<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
