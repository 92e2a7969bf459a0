import { type Account, accounts, dataFolder, exists, giveFolder, randomSecret, secretFile, writeSecret } from "./secrets.ts";

/**
 * First of all containers: gives every volume to the service that keeps its data there, and makes the passwords that nobody has to think of.
 * What is there stays. `node deploy/compose/prepare.ts [FOLDER]`, where FOLDER holds the volumes.
 */
const root = process.argv[2] ?? "/volumes";

const made: readonly (readonly [owner: Account, name: string])[] = [
  ["influxdb", "influxdb-admin"],
  ["grafana", "grafana-admin"],
  ["grafana", "grafana-secret-key"],
];

for (const service of Object.keys(accounts) as Account[]) await giveFolder(dataFolder(root, service), service);
for (const [owner, name] of made) {
  const file = secretFile(root, owner, name);
  if (!(await exists(file))) await writeSecret(file, owner, randomSecret());
}
