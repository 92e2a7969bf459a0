import { randomBytes } from "node:crypto";
import { InfluxClient } from "./client.ts";
import { setUp } from "./set-up.ts";

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The users that Plantwatch's own work needs. */
export interface InfluxUsers {
  /** Reads, writes and rolls up in the one database; makes and drops none, and no user. For the centre. */
  readonly writer: Login;
  /** Reads the one database. For dashboards. */
  readonly reader: Login;
}

/**
 * Sets the database up with an administrator's rights and makes two users for it, each with what its work needs and a random
 * password; users of these names that are there already get a new one, since nobody can read the old.
 * @throws Problem `store-denied`, `store-mismatch`, `store-unavailable`
 */
export async function createInfluxUsers(options: {
  readonly url: string;
  readonly database: string;
  readonly administrator: Login;
}): Promise<InfluxUsers> {
  const { url, database, administrator } = options;
  const client = new InfluxClient({ url, database, ...administrator });
  await setUp(client);
  const writer = await provideUser(client, `${database}_writer`);
  // Rolling up reads and writes, and there is no right for both but this; it ends at the database.
  await client.query([`GRANT ALL ON "${database}" TO "${writer.username}"`]);
  const reader = await provideUser(client, `${database}_reader`);
  await client.query([`GRANT READ ON "${database}" TO "${reader.username}"`]);
  return { writer, reader };
}

async function provideUser(client: InfluxClient, username: string): Promise<Login> {
  const password = randomBytes(24).toString("base64url");
  const [tables = []] = await client.query(["SHOW USERS"]);
  const isThere = tables.some(({ values }) => values.some(([name]) => name === username));
  await client.query([
    isThere ? `SET PASSWORD FOR "${username}" = '${password}'` : `CREATE USER "${username}" WITH PASSWORD '${password}'`,
  ]);
  return { username, password };
}
