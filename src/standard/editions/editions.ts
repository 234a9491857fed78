import { EDITION_2012 } from "./2012.ts";
import { EDITION_2017 } from "./2017.ts";
import type { Edition, EditionId } from "./edition.ts";

/** Every edition by its year. */
export const EDITIONS: Readonly<Record<EditionId, Edition>> = { "2012": EDITION_2012, "2017": EDITION_2017 };
