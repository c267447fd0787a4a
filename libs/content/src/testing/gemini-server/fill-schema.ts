import { fitText } from './fit-text.ts';
import type { Focus, PassageWriter, Region, Written } from './passage-writer.ts';
import { readBounds, usualWithin } from './read-bounds.ts';
import { isPassagesField, resolveNode, type SchemaNode, typeOf } from './schema-node.ts';
import type { TaskHints } from './task-hints.ts';

/** Where a value stands in the answer. */
interface Place {
  /** Of the field, or of the array's field for its items. */
  name: string;
  /** Of the item in its array. */
  index: number;
  /** How many items the array has. */
  count: number;
  focus: Focus;
  /** What prose there is to be long, if the task says. */
  characters?: number | undefined;
}

/** Prose of which the schema says no length. */
const usualProseCharacters = 160;
const usualItemCharacters = 90;
/** What a host says before the other one speaks. */
const turnCharacters = 240;
const usualItems = 4;
/** What a field without a length of its own tells at most of each sentence of the source. */
const supportedCharacters = 40;

/**
 * An answer that fits the schema, with texts out of the passages and the numbers of what they rest on. Bounds are kept,
 * whether they stand in keywords or in descriptions.
 */
export function fillSchema(root: SchemaNode, writer: PassageWriter, hints: TaskHints): unknown {
  return fill(root, { name: '', index: 0, count: 1, focus: { region: writer.all } }).value;

  function fill(node: SchemaNode, place: Place): { value: unknown; numbers: readonly number[] } {
    const schema = resolveNode(node, root);
    if (schema.const !== undefined) return { value: schema.const, numbers: [] };
    if (schema.enum) return { value: choose(schema.enum, place), numbers: [] };
    const type = typeOf(schema);
    if (type === 'object') return { value: fillObject(schema, place), numbers: [] };
    if (type === 'array') return { value: fillArray(schema, place), numbers: [] };
    if (type === 'string') {
      const { text, numbers } = write(schema, place);
      return { value: text, numbers };
    }
    if (type === 'boolean') return { value: place.index % 2 === 0, numbers: [] };
    if (type === 'null') return { value: null, numbers: [] };
    return { value: fillNumber(schema, place), numbers: [] };
  }

  function fillObject({ properties = {} }: SchemaNode, place: Place): Record<string, unknown> {
    const { focus } = place;
    const names = Object.keys(properties);
    const values: Record<string, unknown> = {};
    const cited: Record<string, readonly number[]> = {};
    for (const name of names.filter((candidate) => !isPassagesField(candidate))) {
      const characters = hints.proseFields.has(name) ? place.characters : undefined;
      const { value, numbers } = fill(properties[name] ?? {}, { ...place, name, focus, characters });
      values[name] = value;
      cited[name] = numbers;
    }
    for (const name of names.filter(isPassagesField)) {
      const own = cited[name.replace(/Passages$/, '')];
      const numbers = name === 'passages' ? Object.values(cited).flat() : (own ?? []);
      values[name] = fitNumbers(
        numbers.length > 0 ? numbers : (focus.sentence?.numbers ?? []),
        properties[name] ?? {},
      );
    }
    // In the order of the schema, as models answer.
    return Object.fromEntries(names.map((name) => [name, values[name]]));
  }

  function fillArray(schema: SchemaNode, place: Place): unknown[] {
    if (isPassagesField(place.name)) return fitNumbers(place.focus.sentence?.numbers ?? [], schema);
    const items = resolveNode(schema.items ?? {}, root);
    const { count, total } = planItems(schema, items, place);
    let written = 0;
    return Array.from({ length: count }, (_, index) => {
      const region = regionOf(index, count, items, place.focus.region);
      // What one item has too much or too little, the next makes good.
      const characters =
        total === undefined ? undefined : Math.max(40, (total * (index + 1)) / count - written);
      const { value } = fill(items, { name: place.name, index, count, focus: { region }, characters });
      written += proseCharacters(value);
      return value;
    });
  }

  function proseCharacters(item: unknown): number {
    if (typeof item !== 'object' || item === null) return 0;
    return Object.entries(item).reduce(
      (sum, [name, field]) =>
        sum + (hints.proseFields.has(name) && typeof field === 'string' ? field.length : 0),
      0,
    );
  }

  function planItems(schema: SchemaNode, items: SchemaNode, { focus }: Place) {
    const bounds = readBounds(schema, 'items');
    const fields = Object.keys(items.properties ?? {});
    const holdsLength = hints.characters !== undefined && fields.some((name) => hints.proseFields.has(name));
    const isWithin = (count: number) => Math.max(bounds.min, Math.min(bounds.max, count));
    const { from, to } = focus.region;
    let count = isWithin(usualWithin(bounds, usualItems));
    if (fields.includes('speaker'))
      count = isWithin(Math.round((hints.characters ?? 2_000) / turnCharacters));
    else if (fields.includes('title') && writer.sections.length > 1) count = isWithin(writer.sections.length);
    // A source of few sentences fills few items, where the bounds leave room.
    else count = isWithin(Math.min(count, Math.max(1, to - from)));
    return { count, total: holdsLength ? hints.characters : undefined };
  }

  /** The stretch of the source that an item is about: the sections in turn, or equal parts. */
  function regionOf(index: number, count: number, items: SchemaNode, { from, to }: Region): Region {
    const isSection = Object.hasOwn(items.properties ?? {}, 'title') && to - from === writer.all.to;
    const section = isSection && count === writer.sections.length ? writer.sections[index] : undefined;
    if (section) return section;
    const start = from + Math.floor(((to - from) * index) / count);
    return { from: start, to: Math.max(start + 1, from + Math.floor(((to - from) * (index + 1)) / count)) };
  }

  function write(schema: SchemaNode, { name, index, focus, characters }: Place): Written {
    const bounds = readBounds(schema, 'characters');
    if (/question/i.test(name)) return writer.question(focus, bounds);
    if (/title|heading/i.test(name)) return writer.title(focus, bounds);
    if (/^(term|concept|name|keyword)s?$/i.test(name)) return writer.term(focus, bounds);
    if (/^objectives?$/i.test(name)) return writer.objective(focus, bounds);
    if (/^definition$/i.test(name) && focus.term !== undefined) return writer.definition(focus, bounds);
    if (name === 'speaker') {
      const host = hints.hosts[index % hints.hosts.length] ?? 'Host';
      return { text: fitText(host, bounds, () => host), numbers: [] };
    }
    const usual = /^(text|keyPoints|takeaways|notes)$/.test(name)
      ? usualItemCharacters
      : usualProseCharacters;
    // A source of few sentences is not told over and over in each field, where the bounds leave room.
    const supported = Math.max(bounds.min, supportedCharacters * (writer.all.to - writer.all.from));
    const wanted = characters ?? Math.min(usualWithin(bounds, usual), supported);
    return writer.prose(focus, bounds, wanted, characters !== undefined);
  }
}

/** One after the other; sections go by the place in the whole. */
function choose(values: readonly unknown[], { name, index, count }: Place): unknown {
  return values[name === 'section' ? Math.floor((index * values.length) / count) : index % values.length];
}

function fillNumber({ type, minimum, maximum }: SchemaNode, { index }: Place): number {
  const usual = minimum !== undefined && maximum !== undefined ? (minimum + maximum) / 2 : index + 5;
  const within = Math.max(minimum ?? -Infinity, Math.min(maximum ?? Infinity, usual));
  if (type !== 'integer') return within;
  const whole = Math.floor(within);
  return minimum !== undefined && whole < minimum ? Math.ceil(within) : whole;
}

function fitNumbers(numbers: readonly number[], schema: SchemaNode): number[] {
  const { min, max } = readBounds(schema, 'items');
  const fitted = [...new Set(numbers)].sort((a, b) => a - b).slice(0, max);
  while (fitted.length < min) fitted.push(fitted.at(-1) ?? 1);
  return fitted;
}
