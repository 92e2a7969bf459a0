import { Problem } from "../../model/problem.ts";
import type { RecordsConfig } from "../config/records-config.ts";

/** @throws Problem `backup-elsewhere` for records that a server keeps: its own tools copy them as of one moment, and put them back. */
export function refuseServerRecords(records: RecordsConfig): void {
  if (records.kind === "embedded") return;
  const { host, port, database, username } = records;
  const server = `-h ${host} -p ${port} -U ${username}`;
  throw new Problem("backup-elsewhere", "the records are in PostgreSQL, whose own tools back them up", {
    target: `${host}:${port}/${database}`,
    advice: `Back up with \`pg_dump -Fc ${server} -f FILE ${database}\`, restore with \`pg_restore ${server} -d ${database} --clean --if-exists FILE\` while no centre runs, and copy the documents folder.`,
  });
}
