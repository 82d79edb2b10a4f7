/** A row in PostgreSQL's COPY text format. */

/** What one data row of a file becomes in the staging table. */
export type StagedRow = {
  /** Number among the data rows, from 1; `lineNo` is its line in the file. */
  rowNo: number;
  lineNo: number;
  /** All cells as displayed. */
  raw: readonly string[];
  data: Readonly<Record<string, string | number | null>>;
  problems: readonly unknown[];
  warnings: readonly unknown[];
};

/** JSON leaves no tab or line break bare, so the backslash is all that COPY would misread. */
const json = (value: unknown) => JSON.stringify(value).replaceAll("\\", "\\\\");

/** `row_no, line_no, raw, data, problems, warnings`, ended by a line feed. */
export const copyLine = ({ rowNo, lineNo, raw, data, problems, warnings }: StagedRow) =>
  `${rowNo}\t${lineNo}\t${json(raw)}\t${json(data)}\t${json(problems)}\t${json(warnings)}\n`;
