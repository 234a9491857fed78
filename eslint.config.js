import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules", "outputs", "dist", "coverage"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "draw from an addressed stream (src/core/stream.ts)" },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/model/**", "src/standard/**", "src/data/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["random", "exp", "log", "pow", "sin", "cos", "tan", "tanh", "cbrt", "hypot"].map((property) => ({
          object: "Math",
          property,
          message: "differs between engines; use src/core/elementary.ts",
        })),
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "BinaryExpression[operator='**']",
          message: "** differs between engines; use src/core/elementary.ts",
        },
      ],
    },
  },
);
