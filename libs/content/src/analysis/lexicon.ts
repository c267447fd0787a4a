const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Head nouns of definitions ("a *process* by which …"): general in every subject. */
export const genusNouns = set(`
  ability act action activity agreement amount approach area argument arrangement assumption attempt attitude authority balance behavior behaviour belief body branch capacity category cause change characteristic choice class collection combination community compound concept condition conflict consequence control country decision degree description device difference direction disease distance doctrine document duty effect effort element energy entity event expression extent fact factor failure family feature field fluid force form formula framework freedom function government group growth habit idea ideology image increase individual information instance institution instruction instrument interaction judgment kind language law layer leader legislation length level liberty list loss manner mark material matter means measure mechanism member method minimum maximum mixture model molecule movement name nation network notion number object obligation official opinion order organ organism organisation organization part particle party pattern payment people percentage period permission person phase phenomenon philosophy piece place plan point policy portion position power practice presence principle privilege procedure process product production program property proportion protection provision quality quantity rate ratio reaction reason record reduction region relation relationship requirement response responsibility result right risk role rule sample science section sequence series service set shift situation skill someone something source space stage standard state statement status strategy structure study style substance sum surface system systems task technique tendency term territory text theory time tissue tool tradition transfer treatment type unit unity use value variable vehicle version view viewpoint way willingness word work organizations groups rules laws goods alliance war battle revolution city empire dynasty treaty king queen emperor philosopher scientist economist author statesman pigment protein enzyme organelle hormone gas liquid solid metal mineral rock cell cells bond wave plant animal insect bacterium virus muscle bone nerve machine engine chemical acid solution tax fee fund bank market firm company business contract security currency poem novel painting song genre religion ritual ceremony custom festival school charge current field orbit star planet curve line point symptom infection gene sequence signal tendency someone anyone ratio`);

/** Nouns too general to be a glossary term when they stand alone. */
export const genericNouns = set(`
  ability access account act action activity addition advantage age aim amount answer approach area argument article aspect attempt attention author authors basis beginning behavior benefit bit body book case cases category cause century chance change chapter characteristic child children choice city class clause college combination common community company comparison component concept concern condition consequence context control contrast cost countries country couple course data date day days deal debate decade decades decision definition degree detail development difference difficulty direction discussion effect effort element end environment error event evidence example examples exception existence experience explanation expression extent face fact factor family feature field figure fiction final focus following force form friend function future generation goal good ground group groups growth hand head help history home hour house human humans idea ideas image impact importance improvement increase individual individuals influence information interest interests introduction issue issues item job key kind knowledge lack language large law lead leader leaders learning level levels life limit line link list lives loss lot main majority man manner material matter meaning means measure member members men mention method million mind minute model moment month mother movement name nature need needs news note number numbers object objective occurrence opinion opportunity option options order organization origin outcome outcomes page paper paragraph parent part parts party past pattern people period person perspective phase phrase picture piece place plan play point points policy policies position possibility potential power practice presence present pressure price principle problem problems process product professor program progress project purpose quality quantity question questions range rate reader reason reasons record reference region relation relationship report research researcher researchers resource resources respect response responsibility rest result results return right rights rise role room rule sample scholar scholars school science scientist scientists section sense sentence series set shape share side sign significance similarity situation size society solution someone something sort source space speech stage standard start state statement states step strategy street strength structure student students study studies style subject success support surface system systems table task teacher team term terms test text theme theory thing things thought time times title today tool topic total trend truth type types unit university use user users value values variety version video view views voice water way ways website week weight woman women word words work worker workers world year years example anyone everyone nothing anything everything none others addition instance order respect terms hand fact united states america american american's percent north south east west
  possible important different certain various particular general specific similar main major new old good bad great high low large small long short early late young able available likely common clear real true whole full free open public private national international local social political economic human individual single double recent current modern strong weak significant necessary useful popular traditional typical basic original final initial primary secondary total legal natural physical special central key fundamental often formal informal written key`);

/** Quantities and judgments: a phrase that opens with one is seldom a name. */
export const leadingNoise = set(
  `two three four five six seven eight nine ten hundred thousand million main major key important significant different various certain particular possible necessary large larger largest small smaller high higher highest low lower lowest great greater greatest good bad better best worse new newer recent early earlier later similar entire whole simple ideal typical specific strong likely able single real true own most full proper potential current modern`,
);

/** Pronouns, numbers and words of lecture notes: no source explains them, however it uses them. */
export const neverTerms = set(
  `something anything everything nothing someone anyone everyone somebody anybody nobody none zero one two three four five six seven eight nine ten eleven twelve hundred thousand million billion first second third well best better worst worse most least other others same lot ex eg e.g example examples note notes remember see read thing things way ways week weeks today tomorrow yesterday`,
);

/** What may come before the name of a thing without being part of it ("the concept of inertia"). */
export const introducingNouns = set(
  'term concept idea theory notion principle problem phenomenon practice doctrine process system policy word phrase study form type kind state act method art use rise role theories principles problems notions concepts issue question belief view',
);

/** Nouns that close the name of an idea: "harm principle", "free rider problem". */
export const namingHeads = set(
  'theory model principle effect law problem hypothesis system process rights method act doctrine movement revolution war treaty cycle rule syndrome reaction force equation paradox dilemma bias fallacy analysis test power economy science government state vote ratio index curve function theorem',
);

const nounsInLy = set(
  'family families assembly monopoly supply ally anomaly oligopoly reply jelly belly butterfly fly rally bully ply july italy assemblies monopolies homily lily melancholy polypoly apply rely comply imply multiply supply',
);

export const isAdverb = (word: string): boolean =>
  /ly$/.test(word) && word.length > 4 && !nounsInLy.has(word);

/** English adjectives by their endings; only a hint. */
export const looksAdjectival = (word: string): boolean =>
  /(?:ical|ional|ial|ual|ous|ful|less|ible|able|ish|ative|itive|ctive|sive|tory|nal|ral|etic|atic|istic|ian|ular|ese|ent|ant|ed)$/.test(
    word,
  );

/** Endings of nouns for ideas and processes, frequent among technical terms. */
export const looksTechnical = (word: string): boolean =>
  /(?:ism|isation|ization|ation|ology|ography|onomy|archy|ocracy|cracy|osis|itis|esis|ysis|oid|ase|ose|genic|ivity|ility|arity|alism|ndering|cy|sphere|phyll|plast|meter|gram|graph|tude|ance|ence|ment|ship|hood|ty|tion|sion|ure|ics)$/.test(
    word,
  );
