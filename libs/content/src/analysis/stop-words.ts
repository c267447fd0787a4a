/** Words that carry grammar, not content, by language (BCP 47 primary tag). */
const lists: Record<string, string> = {
  en: `a an the this that these those each every either neither some any no all both half several many much more most few little fewer less least other another such own same
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves one ones oneself who whom whose which what whatever whoever whichever
    and or but nor so yet for if then else because since as although though while whereas unless until till when whenever where wherever whereby wherein whether than that how why once before after
    of in on at by to from with without within into onto upon over under above below between among amongst through throughout during against about around across along toward towards behind beyond beside besides near off out up down per via despite except including like unlike regarding concerning according
    am is are was were be been being do does did done doing have has had having can could may might must shall should will would ought cannot
    not never only just also too very quite rather even still already again always often sometimes usually generally typically however therefore thus hence moreover furthermore nevertheless nonetheless instead otherwise indeed perhaps maybe almost nearly ever else here there now today later soon ago away back together apart first second third last next finally
    etc e.g i.e vs isn't aren't wasn't weren't don't doesn't didn't can't won't it's that's there's let's`,
  de: `der die das den dem des ein eine einer eines einem einen kein keine keiner keinen keinem und oder aber denn doch sondern sowie auch nicht nur noch schon sehr mehr als wie wenn weil dass daß ob da so dann damit dabei dazu dafür daher darum dadurch davon daraus darauf darin hier dort nun jetzt immer oft
    ich du er sie es wir ihr mich dich sich uns euch ihn ihm ihnen mein dein sein seine seiner seinen seinem unser euer ihre ihrer ihren ihrem dieser diese dieses diesen diesem jener jene jenes jeder jede jedes jeden jedem welcher welche welches man wer was wo wann warum
    in im an am auf aus bei beim mit nach von vom vor zu zum zur zwischen über unter durch für gegen ohne um bis seit während wegen trotz hinter neben ins ans
    ist sind war waren bin bist sein gewesen wird werden wurde wurden worden hat haben hatte hatten habe kann können konnte konnten muss müssen musste mussten soll sollen sollte sollten will wollen wollte darf dürfen mag möchte etwa alle allen aller alles andere anderen anderer viele vielen einige einigen beide beiden selbst sogar bereits jedoch z.b d.h`,
  fr: `le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs et ou mais donc or ni car que qui quoi dont où quand comme si lorsque puisque parce afin ainsi aussi alors
    je tu il elle on nous vous ils elles me te se lui y en moi toi soi eux celui celle ceux celles cela ceci ça c qu s n j m t
    à dans par pour sur sous avec sans entre vers chez contre depuis pendant avant après selon malgré jusque
    est sont était étaient être été suis es êtes sommes sera seront serait fut a ont avait avaient avoir eu ai as avez avons aura peut peuvent pouvait doit doivent fait faire font
    ne pas plus moins très trop peu bien même mêmes encore déjà toujours souvent jamais tout tous toute toutes autre autres plusieurs quelques chaque aucun aucune tel telle c'est d'un d'une l'on qu'il qu'elle`,
  es: `el la los las lo un una unos unas de del al y e o u pero sino ni que quien quienes cual cuales cuyo cuya donde cuando como si porque pues aunque mientras para por con sin sobre entre hasta desde hacia según durante ante bajo contra tras en a
    yo tú él ella ello nosotros ellos ellas usted ustedes me te se nos os le les mi mis tu tus su sus nuestro nuestra este esta esto estos estas ese esa eso esos esas aquel aquella
    es son era eran fue fueron ser sido siendo está están estaba estar ha han había haber he hay tiene tienen tenía puede pueden podía debe deben hace
    no sí más menos muy también tampoco ya aún todavía siempre nunca así entonces además solo sólo mismo misma otro otra otros otras todo toda todos todas cada algún alguna algunos algunas mucho muchos muchas poco tan tanto`,
  it: `il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dagli dalle in nel nello nella nei negli nelle con su sul sulla sui sugli sulle per tra fra e ed o ma però né che chi cui quale quali dove quando come se perché poiché mentre anche
    io tu lui lei noi voi loro mi ti si ci vi ne lo li mio mia tuo tua suo sua suoi sue nostro nostra questo questa questi queste quello quella quelli quelle
    è sono era erano essere stato stata stati state ha hanno aveva avevano avere può possono deve devono viene vengono fa
    non più meno molto poco già ancora sempre mai così allora solo stesso stessa altro altra altri altre tutto tutta tutti tutte ogni alcuni alcune quindi dunque cioè`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela pelos pelas para com sem sobre entre até desde e ou mas nem que quem qual quais cujo onde quando como se porque pois embora enquanto
    eu tu ele ela nós vós eles elas você vocês me te se lhe lhes nos meu minha teu tua seu sua seus suas nosso nossa este esta isto estes estas esse essa isso aquele aquela
    é são era eram foi foram ser sido está estão estava estar há havia ter tem têm tinha pode podem deve devem faz
    não sim mais menos muito também já ainda sempre nunca assim então além só mesmo mesma outro outra outros outras todo toda todos todas cada algum alguma alguns algumas muitos muitas pouco tão`,
  nl: `de het een der den des en of maar want dus doch noch dat die dit deze welke wie wat waar wanneer hoe waarom als dan toen terwijl omdat doordat zodat indien hoewel of
    ik jij je u hij zij ze wij we jullie mij me jou hem haar ons hen hun zich mijn jouw zijn onze
    in op aan van voor met door bij uit naar om over onder tussen tegen zonder tot sinds tijdens na achter naast binnen buiten te ten ter
    is zijn was waren ben bent geweest wordt worden werd werden geworden heeft hebben had hadden kan kunnen kon konden moet moeten moest zal zullen zou zouden mag mogen wil willen
    niet geen wel ook nog al reeds zeer meer meest minder veel weinig altijd nooit vaak soms alleen zelf zelfs er daar hier nu alle alles andere elke elk ieder iedere sommige beide`,
};

/** Primary language tags. */
export const languagesWithStopWords: readonly string[] = Object.keys(lists);

const cache = new Map<string, ReadonlySet<string>>();

/** The stop words of a language; English ones for a language without a list. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const tag = language.slice(0, 2).toLowerCase();
  const key = tag in lists ? tag : 'en';
  const known = cache.get(key);
  if (known) return known;
  const words = new Set((lists[key] ?? '').split(/\s+/).filter(Boolean));
  cache.set(key, words);
  return words;
}
