/** Functions that a device can lack, by the names that logs and profiles use; 43/14 is read device identification. */
export const functionNames = ["1", "2", "3", "4", "5", "6", "8", "11", "12", "15", "16", "17", "22", "23", "43/14"] as const;
export type FunctionName = (typeof functionNames)[number];

export const writeFunctions: readonly FunctionName[] = ["5", "6", "15", "16", "22", "23"];

/** What a request asks for, with its sub-function where it has one: `3`, `8/11`, `43/14`. */
export function serviceOf(pdu: Buffer): string {
  const code = pdu[0] ?? 0;
  if (code === 8 && pdu.length >= 3) return `8/${pdu.readUInt16BE(1)}`;
  if (code === 43 && pdu.length >= 2) return `43/${pdu[1]}`;
  return String(code);
}

/** The function of a service, undefined where a device of this kind has none like it. */
export function functionOf(service: string): FunctionName | undefined {
  const name = service.startsWith("8/") ? "8" : service;
  return functionNames.find((known) => known === name);
}
