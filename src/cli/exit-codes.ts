/** What the exit code of every command says. */
export const EXIT = {
  ok: 0,
  /** A check failed, a goal was missed, a county cannot be certified. */
  checkFailed: 1,
  /** Bad input or usage: the person who typed the command can mend it. */
  badInput: 2,
  /** The program itself failed. */
  modelError: 3,
  /** Ctrl-C, as shells count it: 128 + 2. */
  interrupted: 130,
} as const;
