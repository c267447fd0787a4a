import { z } from 'zod';

const usd = z.number().min(0).max(1_000_000);

const ratesSchema = z.strictObject({
  inputUsdPerMillion: usd,
  /** For input that the provider had cached by itself. Storage of explicit caches is not counted: none is made here. */
  cachedInputUsdPerMillion: usd,
  /** Thinking included. */
  outputUsdPerMillion: usd,
});

/** What tokens cost, in US dollars a million, as the paid tier bills text in single requests. */
const modelPricesSchema = ratesSchema.extend({
  /** The prices of the whole call when its prompt has more than `inputTokens`. */
  aboveTokens: ratesSchema.extend({ inputTokens: z.int().positive() }).optional(),
});

const listedPricesSchema = modelPricesSchema.extend({
  /** Prices that were announced to replace these, from the given day on (ISO 8601, UTC). */
  later: z.array(z.strictObject({ from: z.iso.date(), prices: modelPricesSchema })).optional(),
});

const priceTableSchema = z.strictObject({
  /** The day on which the prices were looked up. */
  asOf: z.iso.date(),
  source: z.string().min(1),
  /** By the provider's name of the model. */
  models: z.record(z.string().min(1), listedPricesSchema),
});

export type ModelPrices = z.infer<typeof modelPricesSchema>;
export type PriceTable = z.infer<typeof priceTableSchema>;

/**
 * A table of prices from a configuration file.
 * @throws Error that names each wrong field
 */
export function parsePriceTable(json: unknown): PriceTable {
  const parsed = priceTableSchema.safeParse(json);
  if (!parsed.success) throw new Error(`Not a table of prices: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Of a server of one's own. */
export const freePrices: ModelPrices = {
  inputUsdPerMillion: 0,
  cachedInputUsdPerMillion: 0,
  outputUsdPerMillion: 0,
};

/**
 * The prices of a model: those listed by its name, or by the name that it is a version of (`gemini-2.5-pro-002`,
 * `gemini-2.5-flash-preview-09-2025`), the longest such. A variant that is another product (`gemini-2.5-flash-image`)
 * has none, because it has prices of its own.
 * @param day on which the tokens are used, ISO 8601 @default the day of the table
 * @returns undefined for a model that is not in the table
 */
export function pricesFor(
  model: string,
  table: PriceTable,
  day: string = table.asOf,
): ModelPrices | undefined {
  const [name] = Object.keys(table.models)
    .filter((listed) => model === listed || isVersionOf(model, listed))
    .sort((a, b) => b.length - a.length);
  const listed = name === undefined ? undefined : table.models[name];
  if (!listed) return undefined;
  const { later = [], ...now } = listed;
  const [latest] = later.filter(({ from }) => from <= day).sort((a, b) => b.from.localeCompare(a.from));
  return latest?.prices ?? now;
}

const isVersionOf = (model: string, listed: string) =>
  model.startsWith(listed) && /^(-(preview|exp|latest|\d+))+$/.test(model.slice(listed.length));
