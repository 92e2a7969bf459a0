import type { Messages, Translate } from "./messages.ts";

/** The texts of one language as a function. */
export function translator(dictionary: Messages): Translate {
  return (key, ...given) => {
    // The signature of Translate has checked that the values fit the key; the union of all texts hides it here.
    const text = dictionary[key] as string | ((values: unknown) => string);
    return typeof text === "string" ? text : text(given[0]);
  };
}
