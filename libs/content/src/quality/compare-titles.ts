import type { Material } from '../materials/schemas.ts';
import { scriptSections } from '../materials/script-sections.ts';
import type { Source } from '../source.ts';
import { contentWordsOf, wordFinderOf } from './content-words.ts';
import type { Comparison } from './measure-cohesion.ts';

/**
 * Whether each title has a word in common with the title of the source or of the outline, with a section or
 * with the text at all, and whether the parts of the script are those of the outline.
 */
export function compareTitles(materials: Material[], source: Source): Comparison {
  const outline = materials.find((material) => material.kind === 'outline');
  const { language } = source;
  const isCrossLanguage = language.slice(0, 2) !== source.textLanguage.slice(0, 2);
  const subject = [
    ...(isCrossLanguage ? [] : [source.title, ...source.sections.map(({ title }) => title)]),
    ...(outline ? [outline.title, outline.overview, ...outline.sections.map(({ title }) => title)] : []),
  ].join('\n');
  if (contentWordsOf(subject, language).length === 0) return { compared: 0, issues: [] };
  const isOfSubject = wordFinderOf(subject, language);
  const titled = materials.flatMap((material) =>
    'title' in material ? [{ path: `${material.kind}.title`, title: material.title }] : [],
  );
  const strange = titled.filter(({ title }) => {
    const words = contentWordsOf(title, language);
    return words.length > 0 && !words.some(isOfSubject);
  });
  const parts = outline ? strangeParts(materials, scriptSections(outline)) : [];
  return {
    compared: titled.length + (outline && materials.some(({ kind }) => kind === 'podcast-script') ? 1 : 0),
    issues: [
      ...strange.map(({ path, title }) => ({
        ...{ code: 'title-differs', path, message: `“${title}” has no word of the source’s titles` },
      })),
      ...parts.slice(0, 1),
    ],
  };
}

const strangeParts = (materials: Material[], sections: string[]) =>
  materials.flatMap((material) =>
    material.kind === 'podcast-script'
      ? material.turns.flatMap(({ section }, index) =>
          sections.includes(section)
            ? []
            : [
                {
                  code: 'title-differs',
                  path: `podcast-script.turns.${index}`,
                  message: `“${section}” is no section of the outline`,
                },
              ],
        )
      : [],
  );
