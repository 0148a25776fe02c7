package words

import "strings"

// Direction is where a word says that something goes or stands.
type Direction int8

// The directions.
const (
	NoDirection Direction = iota
	Up                    // increases, higher, promotes, effective
	Down                  // reduces, lower, inhibits, loss
	Level                 // stable, similar: neither
	Denial                // independent, unaffected: denies as a negation does, in a word of its own
	Contrast              // whereas, but: what follows is about something else
)

// Directed reports whether the directions of a language's words are known.
func Directed(lang string) bool { return directed[lang] != nil }

// Concord reports whether a language denies once with several negations.
func Concord(lang string) bool {
	switch lang {
	case "fr", "es", "it", "pt", "ro", "ru":
		return true
	}
	return false
}

// Direction is that of a token of a language's text.
func (t Token) Direction(lang string) Direction {
	d := directed[lang]
	if d == nil || t.Number {
		return NoDirection
	}
	if way, ok := d.whole[t.Norm]; ok {
		return way
	}
	for end := range t.Norm {
		if way, ok := d.begins[t.Norm[:end]]; ok {
			return way
		}
	}
	if way, ok := d.begins[t.Norm]; ok {
		return way
	}
	return NoDirection
}

// directions are the words of a language that say a direction: whole words, and
// beginnings of words, of which the shortest decides.
type directions struct {
	whole, begins map[string]Direction
}

// directionsOf reads lists of words; a star ends a beginning.
func directionsOf(lists map[Direction]string) *directions {
	d := &directions{map[string]Direction{}, map[string]Direction{}}
	for way, list := range lists {
		for w := range strings.FieldsSeq(list) {
			if begin, ok := strings.CutSuffix(w, "*"); ok {
				d.begins[begin] = way
			} else {
				d.whole[w] = way
			}
		}
	}
	return d
}

// The lists are ours, written from what texts of all subjects say of quantities,
// effects and worth.
var directed = map[string]*directions{
	"en": directionsOf(map[Direction]string{
		Up: "increas* enhanc* promot* induc* activate* activati* stimulat* elevat* upregulat* raise* raising higher high highly highest more greater great greatest improv* facilitat* gain gains gained " +
			"augment* amplif* accelerat* boost* expand* expans* longer longest stronger strong strongest strongly better best effective effectively effectiveness efficien* effica* benefi* strengthen* rise rises rising rose risen " +
			"grow grows growing grew grown trigger* potentiat* exacerbat* aggravat* aggressive heighten* hyper* overexpress* larger large largest faster fastest most encourag* speed* hasten* multipl* majority above " +
			"exceed* surpass* often frequent* common commonly abundan* rapid rapidly success* extend* prolong* widen* deepen* worthwhile superior outperform* advantag* safe reliable reliably accurate accurately sufficient surplus growth positive positively",
		Down: "decreas* reduc* inhibit* suppress* lower lowers lowered lowering lowest low less fewer few fewest impair* block blocks blocked blocking blocker* blockade prevent* loss losses lose loses losing lost lack lacks lacked lacking deplet* deficien* " +
			"attenuat* diminish* downregulat* abolish* abolit* disrupt* weak weaker weakest weaken* weakly worse* worst limit limits limited limiting restrict* silenc* knockdown knockout* absen* declin* shorten* shorter shortest slow* delay* " +
			"destabili* deactivat* inactivat* poor poorly poorer ineffectiv* inefficien* insufficien* inadequa* smaller smallest minor minimal minimi* antagoni* repress* abrogat* ameliorat* alleviat* mitigat* dampen* drop drops dropped dropping " +
			"fall falls fell fallen falling rare rarer rarely hinder* imped* hamper* interfer* withdraw* discontinu* eliminat* remov* delet* null mutant* mutat* defect* dysfunc* damag* degrad* destruct* destroy* rescu* revers* protect* resist* avoid* " +
			"ceas* stop stops stopped stopping curb* counteract* neutrali* unsafe inaccura* unreliab* negativ* below undermin* halt* depriv* exclud* refut* reject* inferior disadvantag* shrink* shrank shrunk scarce* shortage* hypo* underexpress* harm* toxic* hypersensitiv*",
		Level:    "stable similar* unchanged comparable same equal equally equivalent* constant modest* trivial* negligibl* marginal* identical* steady",
		Denial:   "independent* dispensable unaffected unaltered unrelated uncorrelated regardless irrespective incapable unnecessary impossible unlikely contrary false wrong little scarcely immune non",
		Contrast: "whereas but while however although though despite conversely unlike because which who",
	}),
	"de": directionsOf(map[Direction]string{
		Up: "erhöh* steig* stieg* gestiegen zunahm* zunehm* zugenommen wachs* wächst wuchs* gewachsen verstärk* förder* gefördert begünstig* verbesser* besser* mehr höher* höchst* größer* größt* stärker* stark* stärkst* länger* schneller* hoch hohe hohem hohen hoher hohes " +
			"groß große großen großer beschleunig* aktivier* stimulier* induzier* anheb* angehoben hebt vergrößer* verlänger* vermehr* häufig* oft meist* wirksam* effektiv* erfolgreich* überwieg* wachstum* zuwachs* gewinn* überlegen* sicher sichere* warm wärmer* teuer* teurer*",
		Down: "senk* gesenkt sink* sank* gesunken abnahm* abnehm* abgenommen verring* reduzier* reduktion* vermind* gemindert minder* hemm* gehemmt unterdrück* verhinder* verhüt* schwäch* geschwächt schwach* verschlecht* schlecht* weniger wenig* niedrig* gering* kleiner* kleinst* " +
			"kürzer* langsam* verlangsam* verkürz* verklein* fällt fallen fiel* gefallen rückgang* rückläufig* verlust* verlor* verlier* fehl* mangel* mängel* blockier* brems* gebremst zerstör* schütz* geschützt schutz* deaktivier* selten* unwirksam* unterlegen* abbau* abgebaut kalt kälter* billig*",
		Level:    "gleich gleiche* unverändert* stabil* konstant* ähnlich* vergleichbar* identisch*",
		Denial:   "unabhängig* unbeeinflusst* entbehrlich* unmöglich* falsch* unnötig* keinerlei",
		Contrast: "während aber jedoch dagegen hingegen obwohl obgleich trotz sondern weil",
	}),
	"fr": directionsOf(map[Direction]string{
		Up:    "augment* accru* accroiss* accroît haut* élev* plus supérieur* amélior* favoris* stimul* activer* activé* activent renforc* accélèr* accélér* grand* meilleur* mieux croît croissen* croissance hausse* induit induis* prolong* fort forte* forts souvent fréquen* efficac* cher* chaud*",
		Down:  "diminu* rédui* réduct* baiss* inhib* supprim* empêch* bloqu* moins inférieur* faibl* affaibl* ralenti* lent lente* perte* perd* manque* absen* bas basse* détrui* dégrad* pire* petit* décroît décroiss* chut* limit* prévien* préven* protég* protèg* rare* inefficac* froid*",
		Level: "stable* semblable* similaire* même identique* constant* comparable* inchangé*", Denial: "indépend* impossible* inutile* faux fausse",
		Contrast: "tandis mais alors cependant toutefois bien malgré contrairement car qui",
	}),
	"es": directionsOf(map[Direction]string{
		Up:    "aument* increment* elev* alto alta altos altas mayor* más mejor* favorec* estimul* activa* promuev* promov* fortalec* aceler* crec* sube suben subió subid* subir induc* refuerz* reforz* prolong* fuerte* frecuen* eficaz* eficac* grande* caro* caliente*",
		Down:  "dismin* reduc* baj* menor* menos inhib* suprim* impid* imped* bloque* debil* débil* empeor* peor* ralentiz* retras* pérdid* pierd* perd* falta* ausen* caíd* cae caen cayó descen* destru* degrad* limit* previen* preven* protege* raro* rara* ineficaz* pequeñ* lent* frío*",
		Level: "estable* similar* igual* mismo misma mismos mismas idéntic* constante* comparable*", Denial: "independ* imposible* innecesari* falso falsa",
		Contrast: "mientras pero aunque sino pese porque quien",
	}),
	"it": directionsOf(map[Direction]string{
		Up:    "aument* increment* elev* alto alta alti alte maggior* più miglior* favor* stimol* attiva* promuov* promoss* rafforz* acceler* cresc* induc* prolung* forte forti frequent* efficac* grand*",
		Down:  "diminu* ridu* abbass* minor* meno inib* sopprim* imped* blocc* indebol* peggior* rallent* perdit* perd* manc* assen* cala calano calo distrugg* limit* previen* proteg* rar* ineffic* piccol* debol* bass* lent*",
		Level: "stabil* simil* ugual* stesso stessa identic* costant*", Denial: "indipend* impossibil* inutil* fals*", Contrast: "mentre ma però tuttavia sebbene perché",
	}),
	"pt": directionsOf(map[Direction]string{
		Up:    "aument* increment* elev* alto alta altos altas maior* mais melhor* favorec* estimul* ativa* promov* fortalec* aceler* cresc* induz* prolong* forte* frequent* eficaz* grande*",
		Down:  "diminu* reduz* reduç* baix* menor* menos inib* suprim* imped* bloque* enfraquec* pior* retard* perd* falta* ausên* ausen* cai caem queda* destr* limit* previn* proteg* rar* ineficaz* pequen* fraco* lent*",
		Level: "estáve* similar* igual* mesmo mesma idêntic* constante*", Denial: "independ* impossíve* fals*", Contrast: "enquanto mas porém embora porque",
	}),
	"nl": directionsOf(map[Direction]string{
		Up:    "verhoog* verhog* stijg* steeg* gestegen toenam* toenem* toegenomen groei* versterk* bevorder* verbeter* beter* meer hoger* groter* sterker* langer* sneller* hoog hoge versnel* activeer* stimuleer* vaak effectief* effectieve* groot grote",
		Down:  "verlaag* verlag* daal* daling* gedaald afnam* afnem* afgenomen verminder* reduc* remt remmen geremd remde onderdruk* verhinder* voorkom* verzwak* verslecht* slecht* minder lager* laag lage kleiner* korter* langzame* vertraag* vertrag* verlies* verlor* gebrek* blokk* bescherm* zelden zwak*",
		Level: "gelijk* hetzelfde stabiel* vergelijkbaar* constant*", Denial: "onafhankelijk* onmogelijk* onwaar*", Contrast: "terwijl maar echter hoewel omdat",
	}),
	"ru": directionsOf(map[Direction]string{
		Up:    "увелич* повыш* повыс* возраст* возрос* рост* раст* вырос* усил* улучш* больше более выше высок* стимул* активир* ускор* способств* сильн* лучш* часто чаще длинн* эффективн* поднима* подня*",
		Down:  "уменьш* сниж* сниз* пониж* пониз* сократ* сокращ* пада* упал* ослаб* ухудш* меньше менее ниже низк* подав* ингибир* блокир* замедл* предотвра* препятств* потер* отсутств* недостат* хуже слаб* редко реже разруш* защищ* неэффективн*",
		Level: "равн* одинаков* стабильн* постоянн* сходн*", Denial: "независим* невозможн* ложн* неверн*", Contrast: "тогда но однако хотя потому который которая которые",
	}),
}
