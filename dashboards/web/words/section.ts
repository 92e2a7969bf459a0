/** The shape that every other language must have: the same keys, with the same parameters, as the source language. */
export type Section<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends (values: infer Values) => string ? (values: Values) => string : string;
};
