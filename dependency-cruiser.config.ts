import type { IConfiguration } from "dependency-cruiser";

/** The import table of docs/architecture.md: what each folder may import beside itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  catalogs: ["model"],
  collector: ["model"],
  posture: ["model", "catalogs"],
  store: ["model"],
  api: ["model", "catalogs", "posture", "store"],
  "dashboards/web": ["model", "api/contract"],
  "dashboards/grafana": ["model"],
  simulators: ["model"],
};
const folders = ["model", "catalogs", "collector", "posture", "store", "api", "dashboards", "simulators", "app", "tests"];

const folderRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-what-the-table-allows`,
  comment: `${folder} may import ${allowed.length === 0 ? "no other folder" : allowed.join(", ")}`,
  severity: "error" as const,
  from: { path: `(^|/)${folder}/`, pathNot: "(^|/)node_modules/" },
  to: {
    path: `(^|/)(${folders.join("|")})/`,
    pathNot: [`(^|/)(${[folder, ...allowed].join("|")})/`, "(^|/)node_modules/"],
  },
}));

const configuration = {
  forbidden: [
    ...folderRules,
    {
      name: "the-contract-imports-the-model-alone",
      severity: "error" as const,
      from: { path: "(^|/)api/contract/" },
      to: { path: "(^|/)(api|catalogs|posture|store|collector|app)/", pathNot: ["(^|/)api/contract/", "(^|/)node_modules/"] },
    },
    {
      name: "no-circles",
      comment: "types may refer to each other; code may not",
      severity: "error" as const,
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-missing-modules", severity: "error" as const, from: {}, to: { couldNotResolve: true } },
    {
      name: "no-undeclared-packages",
      severity: "error" as const,
      from: { pathNot: "(^|/)tests/fixtures/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-development-package-in-the-product",
      severity: "error" as const,
      from: {
        path: "^(model|catalogs|collector|posture|store|api|simulators|app)/",
        pathNot: "(\\.test\\.ts$|/contract[a-z-]*\\.ts$|/testing/|^app/build-web\\.ts$)",
      },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/(@types|typescript)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|tests/fixtures)/" },
    // TypeScript 7 has no parser that this tool can use; swc reads the same files.
    parser: "swc",
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
  },
} satisfies IConfiguration;

export default configuration;
