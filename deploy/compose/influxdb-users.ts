import { readFile } from "node:fs/promises";
import { createInfluxUsers } from "../../store/metrics/influx/users.ts";
import { exists, secretFile, writeSecret } from "./secrets.ts";

/**
 * When InfluxDB runs for the first time: sets the database up and makes its two users, one for the centre and one that reads for Grafana. The
 * administrator's password goes no further. `node deploy/compose/influxdb-users.ts [FOLDER] [URL]`
 */
const [root = "/volumes", url = "http://influxdb:8086"] = process.argv.slice(2);
const writerFile = secretFile(root, "plantwatch", "influxdb-writer");
const readerFile = secretFile(root, "grafana", "influxdb-reader");

if (!(await exists(writerFile)) || !(await exists(readerFile))) {
  const password = await readFile(secretFile(root, "influxdb", "influxdb-admin"), "utf8");
  const { writer, reader } = await createInfluxUsers({
    url,
    database: "plantwatch",
    administrator: { username: "admin", password },
  });
  await writeSecret(writerFile, "plantwatch", writer.password);
  await writeSecret(readerFile, "grafana", reader.password);
}
