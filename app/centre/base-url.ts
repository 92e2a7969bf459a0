/** Under which the centre notes where its pages are, for links that a command on its machine makes. */
export const baseUrlSetting = "centre.base-url";
