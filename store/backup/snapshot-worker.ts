import { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

/** A connection of its own in a thread of its own: neither the caller nor the thread that owns the file waits for the copy. */
const { from, to }: { from: string; to: string } = workerData;
const database = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
database.prepare("VACUUM INTO ?").run(to);
database.close();
