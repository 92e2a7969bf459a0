import { type Role, roles } from "../../model/access.ts";

/** Who may call a route. What no route declares is denied. */
export type Access =
  /** Anybody, also without a login. */
  | { readonly roles: "everyone"; readonly scope: "any" }
  /** Any person or program that is known, whatever its grants. */
  | { readonly roles: "signed-in"; readonly scope: "any" }
  /** Any person, whatever the grants: what concerns an own account. */
  | { readonly roles: "person"; readonly scope: "any" }
  /** A collector's token alone, and where the path names a collector, that one. */
  | { readonly roles: "collector"; readonly scope: "any" }
  /** One of the roles somewhere; lists are cut to the enterprises where it holds. */
  | { readonly roles: readonly Role[]; readonly scope: "any" }
  /** One of the roles for the whole installation. */
  | { readonly roles: readonly Role[]; readonly scope: "installation" }
  /** One of the roles at the enterprise that the request is about, or where it is about one site, at that site. */
  | {
      readonly roles: readonly Role[];
      readonly scope: "enterprise";
      readonly enterpriseOf: EnterpriseOf;
      /** Absent: it is about the enterprise as a whole. `any`: the handler answers as far as the caller may see. */
      readonly siteOf?: SiteOf | "any";
    };

export type PathParameters = Readonly<Record<string, string | undefined>>;

/** Finds the enterprise that a request is about from the path's parameters; undefined where there is no such thing. */
export type EnterpriseOf = (parameters: PathParameters) => string | undefined | Promise<string | undefined>;

/** Finds the site that a request is about. */
export type SiteOf = (parameters: PathParameters, places: Places) => string | undefined | Promise<string | undefined>;

/** Where things stand. */
export interface Places {
  siteOfAsset(enterpriseId: string, assetId: string): Promise<string | undefined>;
}

/** Every role but the observer's may read; the others differ in what they may change. */
export const anyRole: readonly Role[] = roles.filter((role) => role !== "observer");

export const everyone: Access = { roles: "everyone", scope: "any" };
export const signedIn: Access = { roles: "signed-in", scope: "any" };
export const persons: Access = { roles: "person", scope: "any" };
export const collectorOnly: Access = { roles: "collector", scope: "any" };
export const readers: Access = { roles: anyRole, scope: "any" };
export const administrators: Access = { roles: ["administrator"], scope: "installation" };

/** One of the roles at the enterprise named by the path's `{enterprise}`. */
export function atEnterprise(allowed: readonly Role[]): Access {
  return { roles: allowed, scope: "enterprise", enterpriseOf: ({ enterprise }) => enterprise };
}

/** The same, open also to those who see some of its sites; the handler answers as far as they see. */
export function atEnterpriseOrSite(allowed: readonly Role[]): Access {
  return { roles: allowed, scope: "enterprise", enterpriseOf: ({ enterprise }) => enterprise, siteOf: "any" };
}

/** One of the roles at the path's `{site}` of its `{enterprise}`. */
export function atSite(allowed: readonly Role[]): Access {
  return {
    roles: allowed,
    scope: "enterprise",
    enterpriseOf: ({ enterprise }) => enterprise,
    siteOf: ({ site }) => site,
  };
}

/** One of the roles at the enterprise and site of the path's qualified `{asset}`. */
export function atAssetOwner(allowed: readonly Role[]): Access {
  const split = (asset = "") => asset.split(".");
  return {
    roles: allowed,
    scope: "enterprise",
    enterpriseOf: ({ asset }) => split(asset)[0],
    siteOf: ({ asset }, places) => {
      const [enterpriseId = "", assetId = ""] = split(asset);
      return places.siteOfAsset(enterpriseId, assetId);
    },
  };
}
