import type { OutcomeId } from "../model/outcome-catalogue.ts";
import type { AssumptionId, ChoiceOf, LeverId, ParameterId } from "../model/parameters.ts";
import type { FILE_MAPS, GRAMMAR, MapName } from "./grammar.ts";
import type { WordOf, WordsName } from "./grammar-words.ts";

/** A scenario file as written: what the YAML of the file holds. `JSON.stringify` turns it into a text that the reader takes. */
export type WrittenScenario = WrittenFile<"scenario">;
/** A package file as written. */
export type WrittenPackage = WrittenFile<"package">;
/** A comparison file as written. */
export type WrittenComparison = WrittenFile<"comparison">;
/** A goal file as written. */
export type WrittenGoal = WrittenFile<"goal">;

type WrittenFile<K extends keyof typeof FILE_MAPS> = Omit<WrittenMap<(typeof FILE_MAPS)[K]>, "kind"> & {
  readonly kind: K;
};

type Grammar = typeof GRAMMAR;

/** A map of the grammar as written. `P` is the name of the parameter under which it stands. */
type WrittenMap<M extends MapName, P extends string = ParameterId> = Grammar[M] extends {
  readonly variants: { readonly by: infer B extends string; readonly of: infer V };
}
  ? Variants<Grammar[M]["keys"], B, V, P>
  : Grammar[M] extends { readonly oneOf: readonly (infer O extends string)[] }
    ? OneOf<WrittenKeys<Grammar[M]["keys"], P>, O>
    : WrittenKeys<Grammar[M]["keys"], P>;

type Absent = { readonly later: true } | { readonly elsewhere: true };
type PresentKey<K> = { [N in keyof K]: K[N] extends Absent ? never : N }[keyof K];
type RequiredKey<K> = { [N in PresentKey<K>]: K[N] extends { readonly isRequired: true } ? N : never }[PresentKey<K>];
type ShapeOf<K, N extends keyof K> = K[N] extends { readonly shape: infer S } ? S : never;

type WrittenKeys<K, P extends string> = {
  readonly [N in RequiredKey<K>]: Written<ShapeOf<K, N>, P>;
} & {
  readonly [N in Exclude<PresentKey<K>, RequiredKey<K>>]?: Written<ShapeOf<K, N>, P>;
};

/** Exactly one of some keys, and any of the others. */
type OneOf<T, O extends string> = Omit<T, O> &
  {
    [One in O & keyof T]: { readonly [N in One]-?: Exclude<T[N], undefined> } & {
      readonly [N in Exclude<O, One>]?: never;
    };
  }[O & keyof T];

/** One type for each value of the distinguishing key. */
type Variants<K, B extends string, V, P extends string> = {
  [D in keyof V]: V[D] extends { readonly later: true }
    ? never
    : V[D] extends {
          readonly needs: readonly (infer N extends string)[];
          readonly allows: readonly (infer A extends string)[];
        }
      ? { readonly [Key in B]: D } & {
          readonly [Key in N & keyof K]: Written<ShapeOf<K, Key>, P>;
        } & { readonly [Key in A & keyof K]?: Written<ShapeOf<K, Key>, P> } & {
          readonly [Key in Exclude<PresentKey<K>, B | OwnedKey<V>>]?: Written<ShapeOf<K, Key>, P>;
        }
      : never;
}[keyof V];

/** Keys that some variant asks for or allows. */
type OwnedKey<V> = {
  [D in keyof V]: V[D] extends { readonly needs: readonly (infer N)[]; readonly allows: readonly (infer A)[] }
    ? N | A
    : never;
}[keyof V];

/** What a shape lets a file say. */
type Written<S, P extends string> = S extends { readonly kind: infer Kind }
  ? Kind extends keyof Plain
    ? Plain[Kind]
    : Kind extends "value"
      ? WrittenValue<P>
      : S extends { readonly kind: "constant"; readonly value: infer V }
        ? V
        : S extends { readonly kind: "word"; readonly words: infer W extends WordsName }
          ? WordOf<W>
          : S extends { readonly kind: "map"; readonly of: infer M extends MapName }
            ? WrittenMap<M, P>
            : S extends { readonly kind: "either"; readonly of: readonly (infer E)[] }
              ? Written<E, P>
              : S extends { readonly kind: infer C; readonly of: infer I }
                ? WrittenMany<C, S, I, P>
                : never
  : never;

/** What shapes without parts let a file say. */
interface Plain {
  text: string;
  bilingual: string | { readonly zh: string; readonly en?: string };
  id: string;
  reference: string;
  code: string;
  number: number;
  year: number;
  model: number;
  outcome: OutcomeId;
}

type WrittenMany<C, S, I, P extends string> = C extends "list" | "any-list"
  ? readonly Written<I, P>[]
  : C extends "one-or-more"
    ? Written<I, P> | readonly Written<I, P>[]
    : C extends "by-year"
      ? { readonly [year: number]: Written<I, P> }
      : C extends "by-name"
        ? { readonly [name: string]: Written<I, P> }
        : S extends { readonly families: true; readonly roles: readonly (infer R)[] }
          ? { readonly [Q in WithRole<R>]?: Written<I, Q> } & {
              readonly [F in FamilyOf<WithRole<R>>]?: Written<I, F>;
            } & Besides<S>
          : S extends { readonly kind: "by-parameter"; readonly roles: readonly (infer R)[] }
            ? { readonly [Q in WithRole<R>]?: Written<I, Q> } & Besides<S>
            : never;

/** Keys that stand beside those of parameters. */
type Besides<S> = S extends { readonly beside: infer B } ? { readonly [K in keyof B]?: Written<B[K], never> } : unknown;

/** Names that stand for a parameter of each stage. */
type FamilyOf<P extends ParameterId> = P extends `${infer F}_primary`
  ? `${F}_junior` extends ParameterId
    ? F
    : never
  : never;

type WithRole<R> = ("lever" extends R ? LeverId : never) | ("assumption" extends R ? AssumptionId : never);

/** A number, or the name of a choice. */
type WrittenValue<P extends string> = P extends ParameterId
  ? [ChoiceOf<P>] extends [never]
    ? number
    : ChoiceOf<P>
  : number;
