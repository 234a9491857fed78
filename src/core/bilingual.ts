/** A text in both languages of the project. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Locale = keyof Bilingual;
