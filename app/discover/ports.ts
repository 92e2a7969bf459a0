import type { SweptPort } from "../../model/discovery/range.ts";
import { Problem } from "../../model/problem.ts";

const registered: Readonly<Record<string, SweptPort>> = {
  "4840": { protocol: "opcua", port: 4840 },
  "502": { protocol: "modbus", port: 502 },
};

/**
 * Ports as a person writes them: `4840,502`, and others with their protocol, `opcua:48010,modbus:1502`, since nothing is said to a
 * port on the chance that it understands.
 * @throws Problem `usage`
 */
export function portsIn(text: string): readonly SweptPort[] {
  return text.split(",").map((written) => {
    const entry = written.trim();
    const [, name, digits = ""] = /^(opcua|modbus):(\d{1,5})$/.exec(entry) ?? [];
    const port = Number(digits);
    if ((name === "opcua" || name === "modbus") && port >= 1 && port <= 65_535) return { protocol: name, port };
    const known = registered[entry];
    if (known !== undefined) return known;
    throw new Problem("usage", `--ports names "${entry}"; expected 4840, 502, opcua:PORT or modbus:PORT`);
  });
}
