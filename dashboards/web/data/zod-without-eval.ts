import { z } from "zod";

/** The page's content security policy forbids `eval`, which zod would otherwise try on its first object schema. Import this first. */
z.config({ jitless: true });
