/** Base form and the forms that no ending gives, of the English words that a retelling changes most often. */
const table = `begin began begun|bring brought|build built|buy bought|catch caught|choose chose chosen|come came|
deal dealt|die dead death|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed|
feel felt|fight fought|find found|fly flew flown|forget forgot forgotten|freeze froze frozen|
give gave given|go went gone|grow grew grown|hear heard|hold held|keep kept|know knew known knowledge|
lead led|leave left|lose lost loss|make made|mean meant|meet met|pay paid|rise rose risen|run ran|
say said|see saw seen sight|seek sought|sell sold|send sent|shake shook shaken|show shown|
shrink shrank shrunk|sink sank sunk|speak spoke spoken speech|spend spent|stand stood|steal stole stolen|
stick stuck|strike struck|swim swam swum|take took taken|teach taught|tell told|think thought|
throw threw thrown|wear wore worn|win won|write wrote written|man men|woman women|child children|
foot feet|tooth teeth|mouse mice|goose geese|life live living alive lived|leaf leaves|wolf wolves|
long length|strong strength|wide width|high height|deep depth|hot heat|free freedom|poor poverty|
broad breadth|young youth|choose choice|prove proof|believe belief|grow growth|weigh weight|
bear born birth|heal health|warm warmth|true truth|index indices|analysis analyse|basis bases|
crisis crises|axis axes|medium media|datum data|bacterium bacteria|nucleus nuclei|phenomenon phenomena|
criterion criteria|hypothesis hypotheses|formula formulae|larva larvae|fungus fungi|
stimulus stimuli`;

const bases = new Map(
  table
    .replaceAll('\n', '')
    .split('|')
    .flatMap((row) => {
      const [base = '', ...forms] = row.split(' ');
      return forms.map((form) => [form, base] as const);
    }),
);

/** The base form of an irregular form, the word itself otherwise; lower-cased both. */
export const regularForm = (word: string): string => bases.get(word) ?? word;
