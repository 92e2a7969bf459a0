import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordStoreContract } from "../contract.ts";
import { openSqliteRecords } from "./sqlite-records.ts";

recordStoreContract("SQLite records", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-records-"));
  return {
    open: () => openSqliteRecords({ file: join(folder, "records.db") }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});
