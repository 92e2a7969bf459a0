import type { Instant } from "../../model/instant.ts";

/** A way of looking at a list that a person keeps by a name. */
export interface SavedView {
  readonly userId: string;
  /** The page whose list it is, such as `assets`. */
  readonly page: string;
  readonly name: string;
  /** Filters as the page's address has them. */
  readonly query: string;
  readonly at: Instant;
}

export interface SavedViewRecords {
  /** By name. */
  list(userId: string, page: string): Promise<readonly SavedView[]>;
  /** A view of the same name gives way. */
  save(view: SavedView): Promise<void>;
  /** Answers whether there was one. */
  remove(userId: string, page: string, name: string): Promise<boolean>;
}
