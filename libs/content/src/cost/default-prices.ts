import type { ModelPrices, PriceTable } from './model-prices.ts';

/** The introductory price of these is half of what follows. */
const flashIn2026 = prices(0.75, 0.075, 3.75);
const flashFrom2027 = { from: '2027-01-01', prices: prices(1.5, 0.15, 7.5) };
const gemini4In2026 = prices(2, 0.1, 10);
const gemini4FromDecember = { from: '2026-12-01', prices: prices(4, 0.2, 20) };
const pro31 = { ...prices(2, 0.2, 12), aboveTokens: { inputTokens: 200_000, ...prices(4, 0.4, 18) } };

/** Gemini's prices on the day that it names. To be replaced by a table in the configuration when they change. */
export const defaultPrices: PriceTable = {
  asOf: '2026-11-14',
  source: 'https://ai.google.dev/gemini-api/docs/pricing',
  models: {
    'gemini-4-argon': { ...gemini4In2026, later: [gemini4FromDecember] },
    'gemini-4-carbon': { ...gemini4In2026, later: [gemini4FromDecember] },
    'gemini-4-hydrogen': prices(1.5, 0.075, 7.5),
    'gemini-3.8-flash': { ...flashIn2026, later: [flashFrom2027] },
    'gemini-3.7-flash': { ...flashIn2026, later: [flashFrom2027] },
    'gemini-3.6-flash': { ...flashIn2026, later: [flashFrom2027] },
    'gemini-3.5-flash': prices(1.5, 0.15, 9),
    'gemini-3.5-flash-lite': prices(0.3, 0.03, 2.5),
    'gemini-3.1-pro-preview': pro31,
    'gemini-3.1-pro-preview-customtools': pro31,
    'gemini-3.1-flash-lite': prices(0.25, 0.025, 1.5),
    'gemini-3-flash-preview': prices(0.5, 0.05, 3),
    'gemini-2.5-pro': {
      ...prices(1.25, 0.125, 10),
      aboveTokens: { inputTokens: 200_000, ...prices(2.5, 0.25, 15) },
    },
    'gemini-2.5-flash': prices(0.3, 0.03, 2.5),
    'gemini-2.5-flash-lite': prices(0.1, 0.01, 0.4),
  },
};

function prices(
  inputUsdPerMillion: number,
  cachedInputUsdPerMillion: number,
  outputUsdPerMillion: number,
): ModelPrices {
  return { inputUsdPerMillion, cachedInputUsdPerMillion, outputUsdPerMillion };
}
