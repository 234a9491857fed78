/** Where a number comes from. `assumption` means: nobody published it; the tool shows it as such. */
export interface Source {
  readonly basis: "law" | "statistics" | "literature" | "derived" | "memory" | "expert" | "assumption";
  /** Document, table or reason; never empty. */
  readonly title: string;
  readonly url?: string;
}
