/** Where in a world the simulation was. */
export interface Stage {
  /** Position of the scenario among those of the world. */
  readonly scenario?: number;
  readonly year?: number;
  /** Six-digit code of the county. */
  readonly county?: string;
  /** Name of the step of the school year, as the schedule has it; `balance` for the checks at its end. */
  readonly step?: string;
}

/** Does a piece of work; an error that comes out of it remembers where, and keeps what it already knew. */
export function at<T>(stage: Stage, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withStage(error, stage);
  }
}

/** The error, with a stage added to what it knows. */
export function withStage(error: unknown, stage: Stage): unknown {
  return error instanceof Error ? Object.assign(error, { stage: { ...stage, ...stageOf(error) } }) : error;
}

/** Where an error arose, as far as it is known. */
export function stageOf(error: unknown): Stage {
  return (error instanceof Error && (error as Error & { readonly stage?: Stage }).stage) || {};
}
