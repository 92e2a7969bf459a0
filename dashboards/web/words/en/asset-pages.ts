import type { Section } from "../section.ts";
import type { assetPages as source } from "../zh-CN/asset-pages.ts";

export const assetPages: Section<typeof source> = {};
