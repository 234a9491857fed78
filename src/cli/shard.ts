/** A part of the worlds of a run: the `part`-th of `parts`, counted from 1. */
export interface Shard {
  readonly part: number;
  readonly parts: number;
}

/** The worlds of a shard, rising. Shards take worlds in turn, so that all have the same number but for one. */
export function worldsOf({ part, parts }: Shard, total: number): number[] {
  return Array.from({ length: total }, (_, world) => world).filter((world) => world % parts === part - 1);
}

/** A shard as typed, such as `3/8`. */
export function shardText({ part, parts }: Shard): string {
  return `${part}/${parts}`;
}
