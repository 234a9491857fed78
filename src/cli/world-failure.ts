import { stageOf, type Stage } from "../model/stage.ts";

/** How a world ended in an error: what it said, and where in the world it arose, as far as that is known. */
export interface Failure {
  readonly message: string;
  readonly stage: Stage;
}

/** A world that ended in an error. */
export interface FailedWorld extends Failure {
  readonly world: number;
}

/** The failure of a world as an error, which a pool of workers rejects with: an error that crosses threads forgets its stage. */
export class WorldFailure extends Error {
  readonly stage: Stage;
  constructor({ message, stage }: Failure) {
    super(message);
    this.name = "WorldFailure";
    this.stage = stage;
  }
}

/** What there is to say about an error that ended a world. */
export function failureOf(error: unknown): Failure {
  return { message: error instanceof Error ? error.message : String(error), stage: stageOf(error) };
}
