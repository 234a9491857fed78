/** Sums up how long the steps of a world take, for a report of where its time goes. Results never depend on it. */
export interface StepClock {
  /** Milliseconds by step, in the order in which steps were first met. */
  readonly spent: ReadonlyMap<string, number>;
  /** Ends a step: the time since the last call belongs to it. */
  lap(step: string): void;
}

/** Starts a clock that reads the time (ms) from `now`. */
export function startStepClock(now: () => number): StepClock {
  const spent = new Map<string, number>();
  let last = now();
  return {
    spent,
    lap(step) {
      const time = now();
      spent.set(step, (spent.get(step) ?? 0) + time - last);
      last = time;
    },
  };
}
