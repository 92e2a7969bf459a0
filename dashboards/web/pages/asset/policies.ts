/** The short name of a security policy (OPC 10000-7): what stands behind the `#` of its URI. */
export function policyName(uri: string): string {
  return uri.slice(uri.indexOf("#") + 1) || uri;
}

const deprecated = new Set(["Basic128Rsa15", "Basic256"]);

/** Policies that OPC 10000-7 lists as deprecated. */
export function isDeprecatedPolicy(uri: string): boolean {
  return deprecated.has(policyName(uri));
}
