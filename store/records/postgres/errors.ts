import { describeError, Problem } from "../../../model/problem.ts";

/** Where a database is, in words and without a login: what a failure is told of. */
export type Place = string;

interface Meaning {
  readonly says: string;
  readonly advice: string;
}

/** What the server or the way to it says when nothing of the statement is at fault, by SQLSTATE or by Node's error code. */
const meanings: Readonly<Record<string, Meaning>> = {
  "28P01": {
    says: "PostgreSQL refuses the user or the password",
    advice: "Compare `username` and the password of the configuration's records section with the server's role.",
  },
  "28000": {
    says: "PostgreSQL does not let this user in from here",
    advice:
      "Make the role, and let it in from this machine in the server's pg_hba.conf (scram-sha-256, hostssl beyond loopback).",
  },
  "3D000": {
    says: "The server has no such database",
    advice: "Make it: CREATE DATABASE plantwatch OWNER plantwatch ENCODING 'UTF8' TEMPLATE template0.",
  },
  "42501": {
    says: "The user may not do this in the database",
    advice: "Make the user the owner of the database: ALTER DATABASE plantwatch OWNER TO plantwatch.",
  },
  "25006": {
    says: "The server takes no writes",
    advice: "It is a standby, or set to read only: name the primary in the configuration.",
  },
  "53300": {
    says: "The server has no connection free",
    advice: "Raise max_connections: each centre holds up to ten.",
  },
  "57P03": { says: "The server is starting or stopping", advice: "Wait until it is up; the centre tries again by itself." },
  ENOTFOUND: { says: "No such host is known", advice: "Correct the host in the configuration's records section." },
  ECONNREFUSED: { says: "Nothing listens there", advice: "Start PostgreSQL, or correct host and port in the configuration." },
};

const unreachable: Meaning = {
  says: "PostgreSQL does not answer",
  advice: "Check that the server runs and that this machine reaches it; the centre tries again by itself.",
};
const untrusted: Meaning = {
  says: "The server's certificate does not hold",
  advice: "Name the authority that signed it as `tls.authority`, and reach the server by a name that stands in the certificate.",
};
const withoutTls: Meaning = {
  says: "The server speaks no TLS",
  advice: "Set `ssl = on` with a certificate in its postgresql.conf; beyond loopback the records never travel in the clear.",
};

/** What PostgreSQL or the connection says, as what the ports promise: `store-full` and `store-unavailable`; a refusal of the statement itself stays as it is. */
export function postgresError(place: Place, error: unknown): Error {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  if (code.startsWith("53") && code !== "53300") {
    return new Problem("store-full", `The database cannot grow: ${describeError(error)}`, {
      target: place,
      advice: "Make room on the disk of the database server; nothing of the last call was kept.",
      cause: error,
    });
  }
  const meaning = meaningOf(code, error);
  if (meaning === undefined) return error instanceof Error ? error : new Error(describeError(error));
  return new Problem("store-unavailable", `${meaning.says}: ${describeError(error)}`, {
    target: place,
    advice: meaning.advice,
    cause: error,
  });
}

function meaningOf(code: string, error: unknown): Meaning | undefined {
  const known = meanings[code];
  if (known !== undefined) return known;
  if (/^(ERR_TLS_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)) return untrusted;
  if (describeError(error).includes("does not support SSL")) return withoutTls;
  const isRefusal = /^[0-9A-Z]{5}$/.test(code);
  // Classes 08, 57, 58 and XX speak of the connection, an operator or the server, not of the statement.
  if (isRefusal) return /^(08|57P|58|XX)/.test(code) ? unreachable : undefined;
  return unreachable;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
