import { accessMessages } from "./opcua/access.ts";
import { certificateMessages } from "./opcua/certificates.ts";
import { offerMessages } from "./opcua/offers.ts";
import { serverMessages } from "./opcua/server.ts";

/** Reasons given by the opcua checks. */
export const opcuaMessages = { ...offerMessages, ...accessMessages, ...certificateMessages, ...serverMessages };
