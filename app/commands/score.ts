import { readFile } from "node:fs/promises";
import { languages, type Language } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { sheetSchema } from "../../model/score.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import { readCatalog } from "../centre/open-centre.ts";
import type { RegisterCommand } from "./command.ts";
import { choice, languageOption } from "./options.ts";
