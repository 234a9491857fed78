/** A text in both languages of the project. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Locale = keyof Bilingual;

/** The first of two texts for a Chinese reader, the second for an English one. */
export function say(locale: Locale, zh: string, en: string): string {
  return locale === "zh" ? zh : en;
}
