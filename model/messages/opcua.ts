/** Reasons given by the opcua checks. */
export const opcuaMessages = {};
