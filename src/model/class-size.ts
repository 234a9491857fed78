/** Regulated class size, primary and junior (pupils; 2017 edition): a class above it is a large class. */
export const REGULATED_SIZE = [45, 50] as const;
