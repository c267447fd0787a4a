import type { DerivedKind, ShapingOptions } from '../../ports/writer.ts';
import type { Outline } from '../../materials/schemas.ts';
import type { Source } from '../../source.ts';
import { glueFor } from '../../writing/language/glue-for.ts';
import { delimit } from './delimit.ts';
import { fillSlots } from './fill-slots.ts';
import { oneLine } from './one-line.ts';
import type { Prompts } from './load-prompts.ts';
import type { Plan } from './plan-lengths.ts';

const maxAudienceCharacters = 200;

/** The rules, which are the same for all calls about a source that have the same options. */
export function buildRules(
  { rules }: Prompts,
  { language }: Pick<Source, 'language'>,
  { audience, level }: ShapingOptions,
  mark: string,
): string {
  return fillSlots(rules, {
    mark,
    language: nameOfLanguage(language),
    audience:
      audience === undefined
        ? 'learners who meet the subject for the first time'
        : oneLine(audience).slice(0, maxAudienceCharacters),
    level: level ?? "the source's own",
  });
}

/** The task of a material. */
export function buildTask(
  { tasks }: Prompts,
  kind: DerivedKind | 'outline',
  { language }: Pick<Source, 'language'>,
  { bodyCharacters, scriptCharacters }: Plan,
): string {
  return fillSlots(tasks[kind], {
    bodyCharacters,
    characters: scriptCharacters,
    hosts: glueFor(language).script.hosts.join(' and '),
  });
}

/** The outline as the writers of the other materials read it: each field on one line, so that none can close it. */
export function outlineBlock({ title, objectives, sections }: Outline, mark: string): string {
  const lines = [
    `Title: ${oneLine(title)}`,
    'Objectives:',
    ...objectives.map((objective) => `- ${oneLine(objective)}`),
    'Sections:',
    ...sections.map(
      (section, index) => `${index + 1}. ${oneLine(section.title)}: ${oneLine(section.description)}`,
    ),
  ];
  return delimit('OUTLINE', mark, lines.join('\n'));
}

const namesOfLanguages = new Intl.DisplayNames(['en'], { type: 'language' });

/** As English names it, with its tag: `Brazilian Portuguese (pt-BR)`. */
function nameOfLanguage(tag: string): string {
  const name = namesOfLanguages.of(tag);
  return name === undefined || name === tag ? `the language ${tag}` : `${name} (${tag})`;
}
