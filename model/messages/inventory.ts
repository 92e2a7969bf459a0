/** Reasons given by the inventory checks. */
export const inventoryMessages = {};
