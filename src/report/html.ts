/** HTML that may be put into a page as it is. */
export interface Html {
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text with the characters that mean something in HTML replaced. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A template whose values are escaped unless they are HTML already; lists are put one after another. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const filled = parts.map((part, k) => (k < values.length ? part + textOf(values[k]!) : part));
  return { html: filled.join("") };
}

function textOf(value: string | number | Html | readonly Html[]): string {
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return "html" in value ? value.html : value.map((one) => one.html).join("\n");
}

/** Markup made elsewhere, such as a drawn figure. */
export function trusted(markup: string): Html {
  return { html: markup };
}

/** A column of a table: its heading, and whether its cells are numbers set flush right. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table that scrolls sideways where the page is narrow; the first cell of a row is its heading. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | Html)[])[],
  caption?: string,
): Html {
  const head = columns.map((column) => markup`<th scope="col"${classOf(column)}>${column.title}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, k) =>
      k === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td${classOf(columns[k]!)}>${cell}</td>`,
    );
    return markup`<tr>${cells}</tr>`;
  });
  const title = caption === undefined ? trusted("") : markup`<caption>${caption}</caption>`;
  return markup`<div class="scroll"><table>${title}<thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

function classOf(column: Column): Html {
  return trusted(column.isNumber ? ' class="number"' : "");
}

/** A section with its anchor and heading. */
export function section(id: string, title: string, content: readonly Html[]): Html {
  return markup`<section id="${id}"><h2>${title}</h2>
${content}
</section>`;
}
