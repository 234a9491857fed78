/** The run was told to stop before all worlds were done. */
export class Interrupted extends Error {
  readonly done: number;
  readonly total: number;
  constructor(done: number, total: number) {
    super(`stopped after ${done} of ${total} worlds`);
    this.name = "Interrupted";
    this.done = done;
    this.total = total;
  }
}
