import type { Translate } from "../../words/messages.ts";

/** A protocol's usual name; one that these pages do not know keeps its id. */
export function protocolName(id: string, t: Translate): string {
  return id === "opcua" || id === "modbus" ? t(`protocol.${id}`) : id;
}
