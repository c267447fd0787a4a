/** Findings that were there when the file was written, and are not held against anyone. */
export interface Baseline {
  version: 1;
  findings: BaselineEntry[];
}

/** Rule, file and test are for the reader; the fingerprint decides. */
export interface BaselineEntry {
  rule: string;
  file: string;
  test: string | null;
  fingerprint: string;
  /** How many findings share the fingerprint: one more is new. */
  count: number;
}

/** Reads a baseline file. @throws Error that says what is wrong with it. */
export function readBaseline(text: string): Baseline {
  const value = parsed(text);
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.findings)) {
    throw new Error('the baseline is no {"version": 1, "findings": […]}');
  }
  return {
    version: 1,
    findings: value.findings.map((entry: unknown, index) => {
      if (isEntry(entry)) return entry;
      throw new Error(
        `finding ${index} of the baseline lacks rule, file, test, fingerprint or a count above 0`,
      );
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('the baseline is no JSON', { cause });
  }
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    [value.rule, value.file, value.fingerprint].every((field) => typeof field === 'string') &&
    (value.test === null || typeof value.test === 'string') &&
    Number.isInteger(value.count) &&
    Number(value.count) > 0
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
