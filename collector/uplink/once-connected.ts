import { Problem } from "../../model/problem.ts";
import type { Assignment } from "../../model/wire/batches.ts";
import type { TaskUplink, Uplink } from "./port.ts";

/** An uplink that can be used before its connection stands: until then the centre is away, and polling goes on. */
export function onceConnected(connecting: Promise<Uplink & TaskUplink>): Uplink & TaskUplink {
  let connected: (Uplink & TaskUplink) | undefined;
  let assigned: Assignment | undefined;
  connecting.then(
    (uplink) => {
      connected = uplink;
      if (assigned !== undefined) uplink.assigned?.(assigned);
    },
    // Who opens the connection hears why there is none.
    () => undefined,
  );
  const demand = (): Uplink & TaskUplink => {
    if (connected === undefined) throw new Problem("centre-unreachable", "the way to the centre is not open yet");
    return connected;
  };
  return {
    assigned(assignment) {
      assigned = assignment;
      connected?.assigned?.(assignment);
    },
    deliverObservations: async (batch) => demand().deliverObservations(batch),
    deliverSamples: async (batch) => demand().deliverSamples(batch),
    fetchAssignment: async (revision) => demand().fetchAssignment(revision),
    report: async (status) => demand().report(status),
    nextTask: async (signal) => demand().nextTask(signal),
    reportTask: async (id, report) => demand().reportTask(id, report),
  };
}
