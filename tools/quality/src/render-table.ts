import type { Half, Tally } from './tally.ts';

/** Rows of the table: what is measured, and under which name the tally keeps it for each competitor. */
const rows: [string, Partial<Record<Competitor, string>>][] = [
  [
    'glossary terms found, all',
    { ours: 'recall ours', frequent: 'recall frequent', rake: 'recall rake', textRank: 'recall text-rank' },
  ],
  [
    'glossary terms found, mean by section',
    {
      ours: 'section recall ours',
      frequent: 'section recall frequent',
      rake: 'section recall rake',
      textRank: 'section recall text-rank',
    },
  ],
  ['definitions of found terms, ROUGE-L F1', { ours: 'definition ours', first: 'definition first' }],
  ['summary, ROUGE-1 F1', summaryNames('rouge-1')],
  ['summary, ROUGE-L F1', summaryNames('rouge-l')],
  ['authors’ objectives covered by the outline', summaryNames('objectives')],
  ['content words of the objectives in the outline', summaryNames('objective words')],
  ['groundedness by measureQuality, all materials', { ours: 'groundedness' }],
  ['score by measureQuality, all materials', { ours: 'score' }],
  ['cohesion by measureCohesion, the eight of a section', { ours: 'cohesion' }],
  ['citations in range, all materials', { ours: 'cited in range' }],
  ['statements with every word in their citations, all but the script', { ours: 'cited words' }],
  ['turns of the script with a whole clause of their citations', { ours: 'cited turns' }],
];

/** Rows for which each way of picking sentences gives a text of the same length. */
function summaryNames(name: string): Partial<Record<Competitor, string>> {
  return {
    ours: `${name} ours`,
    first: `${name} first`,
    textRank: `${name} text-rank`,
    rake: `${name} rake`,
  };
}

type Competitor = 'ours' | 'frequent' | 'rake' | 'textRank' | 'first';

const heads: Record<Competitor, string> = {
  ours: 'La Factoria',
  frequent: 'frequent n-grams',
  rake: 'RAKE',
  textRank: 'TextRank',
  first: 'first sentences',
};

/** One Markdown table, in per cent: our writer over all sections and over each half, and the baselines over all. */
export function renderTable(tally: Tally): string {
  const baselines = ['frequent', 'rake', 'textRank', 'first'] as const;
  const cell = (name: string | undefined, half: Half) => {
    const mean = name === undefined ? undefined : tally.mean(name, half);
    return mean === undefined ? '' : `${(100 * mean).toFixed(1)} %`;
  };
  const lines = rows.map(([title, names]) => [
    title,
    ...(['all', 'even', 'odd'] as const).map((half) => cell(names.ours, half)),
    ...baselines.map((baseline) => cell(names[baseline], 'all')),
  ]);
  const head = ['', heads.ours, 'even sections', 'odd sections', ...baselines.map((name) => heads[name])];
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...lines].map((columns) => `| ${columns.join(' | ')} |`).join('\n');
}
