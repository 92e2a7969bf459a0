import pg from "pg";

export interface PostgresPlace {
  /** A name or address, or the folder of the server's socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string | undefined;
  /** Absent: the connection is not encrypted. */
  readonly tls?: PostgresTls | undefined;
}

/** PEM texts; without an authority those are trusted that the machine trusts. */
export interface PostgresTls {
  readonly authority?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** Connections of one centre. */
const connections = 10;
/** How long a caller waits for a connection, milliseconds: a server that is away is told before people think that the page hangs. */
const patience = 10_000;

const int8 = 20;

/** Opens connections as they are needed; none is made here. */
export function openPool(place: PostgresPlace): pg.Pool {
  const { host, port, database, user, password, tls } = place;
  const pool = new pg.Pool({
    host,
    port,
    database,
    user,
    ...(password === undefined ? {} : { password }),
    ssl: tls === undefined ? false : tlsOptions(host, tls),
    max: connections,
    connectionTimeoutMillis: patience,
    keepAlive: true,
    application_name: "plantwatch",
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it is replaced by the next caller's.
  pool.on("error", () => undefined);
  // One that breaks in use fails the work on it, by its next statement at the latest; an error that nobody hears would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** `host` makes an address, too, be looked for in the certificate. */
function tlsOptions(host: string, { authority, certificate, key }: PostgresTls) {
  return {
    host,
    ...(authority === undefined ? {} : { ca: authority }),
    ...(certificate === undefined || key === undefined ? {} : { cert: certificate, key }),
    rejectUnauthorized: true,
  };
}

/** Times and counts are numbers everywhere in this program, and stay far below 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: "text" | "binary") =>
  id === int8 && format !== "binary" ? Number : pg.types.getTypeParser(id, format);
