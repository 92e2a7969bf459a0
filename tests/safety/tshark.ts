import { type ChildProcess, spawn } from "node:child_process";
import { tshark } from "../support/tools.ts";

/** A capture of loopback that an independent dissector reads. */
export interface Capture {
  /** Ends the capture and answers the chosen fields of every packet, tab separated. */
  stop(): Promise<readonly string[]>;
}

/**
 * Captures what goes to and from the given TCP ports. Resolves once the capture listens. A preference such as
 * `mbtcp.tcp.port:1502` tells the dissector which side of a connection serves.
 */
export async function capture(
  ports: readonly number[],
  decodeAs: string,
  fields: readonly string[],
  preferences: readonly string[] = [],
): Promise<Capture> {
  const program = tshark.find();
  if (program === undefined) throw new Error("tshark is not installed");
  const child = spawn(
    program,
    ["-i", "lo", "-l", "-f", ports.map((port) => `tcp port ${port}`).join(" or ")]
      .concat(ports.flatMap((port) => ["-d", `tcp.port==${port},${decodeAs}`]))
      .concat(preferences.flatMap((preference) => ["-o", preference]))
      .concat(["-T", "fields", ...fields.flatMap((field) => ["-e", field])]),
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await listening(child);
  return {
    async stop() {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGINT");
      await closed;
      return output.split("\n").filter((line) => line.trim() !== "");
    },
  };
}

function listening(child: ChildProcess): Promise<void> {
  let errors = "";
  return new Promise((resolve, reject) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
      if (errors.includes("Capturing on")) setTimeout(resolve, 500);
    });
    child.once("close", () => reject(new Error(`tshark ended: ${errors}`)));
  });
}
