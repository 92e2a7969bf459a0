import type { Section } from "../section.ts";
import type { findingPages as source } from "../zh-CN/finding-pages.ts";

export const findingPages: Section<typeof source> = {};
